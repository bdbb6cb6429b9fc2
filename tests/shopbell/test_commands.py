"""The command line: exit codes, one clear line on bad input, nothing half done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from shopbell.settings import CHECKOUT
from tests.prepared_encoder import lend_encoder

pytestmark = [pytest.mark.slow, pytest.mark.long]

PRODUCT = {
    "id": "p1",
    "name": "Cup",
    "variants": [{"id": "v1", "options": {}, "price": "4.00", "stock": 1}],
}


def shopbell(
    home: Path, *arguments: str, given: str = "", **extra: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "shopbell", *arguments],
        cwd=CHECKOUT,
        env={**os.environ, "SHOPBELL_HOME": str(home), **extra},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "command",
    ["up", "train", "parse", "kb import", "kb search", "orders import", "sites save",
     "sites list", "backup", "restore", "doctor"],
)  # fmt: skip
def test_every_command_explains_itself(tmp_path: Path, command: str) -> None:
    done = shopbell(tmp_path, *command.split(), "--help")
    assert done.returncode == 0
    assert "Usage" in done.stdout


def test_a_wrong_setting_is_named_with_its_variable(tmp_path: Path) -> None:
    done = shopbell(tmp_path, "sites", "list", SHOPBELL_PORT="many")
    assert done.returncode == 2
    assert "SHOPBELL_PORT" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_an_import_with_a_negative_price_names_the_line_and_loads_nothing(tmp_path: Path) -> None:
    file = tmp_path / "shop.json"
    bad = {**PRODUCT, "id": "p2", "variants": [{"id": "v2", "options": {}, "price": "-1.00"}]}
    lines = ['{"currency": "USD", "customers": [], "orders": [], "products": [']
    lines += [json.dumps(PRODUCT) + ",", json.dumps(bad), "]}"]
    file.write_text("\n".join(lines))
    done = shopbell(tmp_path / "home", "orders", "import", str(file))
    assert done.returncode == 2
    assert "line 3" in done.stderr
    assert "price" in done.stderr

    file.write_text("\n".join([lines[0], json.dumps(PRODUCT), "]}"]))
    good = shopbell(tmp_path / "home", "orders", "import", str(file), "--json")
    assert good.returncode == 0, good.stderr
    assert json.loads(good.stdout)["products"]["added"] == 1


def test_a_knowledge_import_keeps_good_lines_and_what_was_exported_is_put_back(
    tmp_path: Path,
) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text('{"id": "a", "title": "Parking", "body": "Park behind the house."}\n{"id": 3\n')
    done = shopbell(tmp_path / "home", "kb", "import", str(file), "--json")
    assert done.returncode == 2
    assert f"{file}:2:" in done.stderr
    assert json.loads(done.stdout)["created"] == 1

    whole = tmp_path / "all.zip"
    assert shopbell(tmp_path / "home", "kb", "export", str(whole)).stdout == "1 articles\n"
    done = shopbell(tmp_path / "other", "kb", "restore", str(whole))
    assert done.stdout == "1 restored, 0 there already, 0 bad\n", done.stderr
    done = shopbell(tmp_path / "other", "kb", "restore", str(file))
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)


def test_a_file_that_is_not_there_is_one_line_and_status_2(tmp_path: Path) -> None:
    for arguments in (["orders", "import", "none.json"], ["restore", "none.tar.gz"],
                      ["kb", "import", "none.jsonl"]):  # fmt: skip
        done = shopbell(tmp_path, *arguments)
        assert done.returncode == 2, arguments
        assert "none" in done.stderr
        assert "Traceback" not in done.stderr


def test_an_origin_must_be_an_origin(tmp_path: Path) -> None:
    done = shopbell(tmp_path, "sites", "save", "shop", "--origin", "shop.example/path")
    assert done.returncode == 2
    done = shopbell(tmp_path, "sites", "save", "shop", "--origin", "https://Shop.example/")
    assert done.returncode == 0
    assert 'data-site="shop"' in done.stdout
    listed = json.loads(shopbell(tmp_path, "sites", "list").stdout)
    assert listed["origins"] == ["https://shop.example"]


def test_a_backup_restored_elsewhere_has_everything_and_a_new_epoch(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    shopbell(here, "sites", "save", "shop", "--origin", "https://shop.example")
    archive = tmp_path / "kept.tar.gz"
    done = shopbell(here, "backup", str(archive))
    assert done.returncode == 0, done.stderr
    again = shopbell(here, "backup", str(archive))
    assert again.returncode == 2

    shopbell(there, "sites", "save", "other", "--origin", "https://other.example")
    done = shopbell(there, "restore", str(archive))
    assert done.returncode == 0, done.stderr
    listed = json.loads(shopbell(there, "sites", "list").stdout)
    assert listed["key"] == "shop"
    assert list(tmp_path.glob("there-before-restore-*/shopbell.db"))


def test_what_is_no_backup_changes_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    shopbell(home, "sites", "save", "shop", "--origin", "https://shop.example")
    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(b"no archive")
    assert shopbell(home, "restore", str(broken)).returncode == 2
    assert json.loads(shopbell(home, "sites", "list").stdout)["key"] == "shop"


def test_the_doctor_names_what_is_ill_and_how_to_mend_it(tmp_path: Path) -> None:
    done = shopbell(tmp_path, "doctor", "--json")
    findings = {finding["part"]: finding for finding in json.loads(done.stdout)}
    assert findings["bot environment"]["well"]
    assert not findings["model"]["well"]
    assert "train" in findings["model"]["mend"]
    assert done.returncode == 1


def test_a_search_without_a_running_app_builds_a_view_of_its_own(tmp_path: Path) -> None:
    home = tmp_path / "home"
    lend_encoder(home)
    file = tmp_path / "articles.jsonl"
    article = {"id": "parking", "title": "Where can I park?", "body": "Park behind the house."}
    file.write_text(json.dumps(article))
    assert shopbell(home, "kb", "import", str(file)).returncode == 0
    asked = "is there a place to park my car\nwhat is the capital of france\n"
    done = shopbell(home, "kb", "search", "--stdin", "--top", "1", given=asked)
    assert done.returncode == 0, done.stderr
    known, unknown = map(json.loads, done.stdout.splitlines())
    assert known["answered"]
    assert known["passages"][0]["id"] == "parking"
    assert not unknown["answered"]
