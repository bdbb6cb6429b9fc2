from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from shopbell.settings import CHECKOUT
from tests.bot.running_bot import BOT_PYTHON, RunningBot
from tests.shop_process import free_port

pytestmark = pytest.mark.slow


def test_one_json_line_for_each_utterance(trained_model: Path, tmp_path: Path) -> None:
    lines = ["where is my order w 2611340", "", "/restart", "blorp fizz zzz", "转人工"]
    done = subprocess.run(
        [str(BOT_PYTHON), "-m", "bot.parse", "--model", str(trained_model)],
        cwd=CHECKOUT, env=RunningBot(trained_model, tmp_path, free_port()).environment(),
        input="\n".join(lines) + "\n", capture_output=True, text=True, timeout=100, check=True,
    )  # fmt: skip
    parsed = [json.loads(line) for line in done.stdout.splitlines()]
    assert [item["text"] for item in parsed] == lines
    assert parsed[0]["intent"] == "track_order"
    assert parsed[0]["entities"] == [
        {"entity": "order_number", "value": "#W2611340", "start": 18, "end": 27}
    ]
    assert parsed[2]["intent"] != "restart"
    assert parsed[3]["intent"] == "nlu_fallback"
    assert parsed[4]["intent"] == "talk_to_human"
    assert all(0.0 <= item["confidence"] <= 1.0 for item in parsed)
