"""`shopbell orders act`: lines in, lines out, exit status 2 when a line could not be read."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from shopbell.settings import CHECKOUT
from tests.actions.orders.thirty import a_shop_of_thirty, number

pytestmark = pytest.mark.slow


def shopbell(home: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "shopbell", *arguments],
        cwd=CHECKOUT,
        env={**os.environ, "SHOPBELL_HOME": str(home)},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


def test_good_lines_are_done_bad_ones_named(tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "shop.json"
    file.write_text(json.dumps(a_shop_of_thirty()))
    assert shopbell(home, "orders", "import", str(file)).returncode == 0
    cancel = {
        "action": "cancel",
        "customer": "customer-5",
        "args": {"order": number(5), "reason": "no longer needed"},
        "confirm": True,
    }
    read = {"action": "order", "customer": "customer-5", "args": {"order": number(5)}}
    lines = [json.dumps(cancel), "", "not json", json.dumps(cancel), json.dumps(read)]
    done = shopbell(home, "orders", "act", "--stdin", given="\n".join(lines))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer.get("code") for answer in answers] == [
        None, "line_invalid", "order_not_pending", None,
    ]  # fmt: skip
    assert answers[3]["result"]["status"] == "cancelled"
    assert done.returncode == 2
    assert done.stderr.splitlines()[0].startswith("line 3: is not JSON")
    assert "Traceback" not in done.stderr
    again = shopbell(home, "orders", "act", "--stdin", given=json.dumps(read))
    assert (again.returncode, again.stderr) == (0, "")
    entries = sqlite3.connect(home / "shopbell.db").execute("SELECT actor, word FROM order_audit")
    assert entries.fetchall() == [("operator", "operator, who vouches for the customer")]


def test_it_says_what_it_needs(tmp_path: Path) -> None:
    done = shopbell(tmp_path, "orders", "act")
    assert done.returncode == 2
    assert "--stdin" in done.stderr
    assert "Usage" in shopbell(tmp_path, "orders", "act", "--help").stdout
