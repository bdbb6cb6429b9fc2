"""What the server says in English or by a code has words in both languages of the console."""

from __future__ import annotations

import re
from pathlib import Path

from console.errors import STATUS, ConsoleCode
from conversations.contract import Code

ROOT = Path(__file__).parents[2]
WEB = ROOT / "console/web/src"
# The order store says its own in the agent's language; `invalid` is framed by the page.
SAID_OTHERWISE = {ConsoleCode.ORDER_REFUSED.value, Code.INVALID.value}


def words_of(file: str) -> set[str]:
    """The keys of the Chinese texts."""
    chinese = (WEB / file).read_text().split("\n  zh: {", 1)[1]
    return set(re.findall(r'^\s+"?([\w.]+)"?: ', chinese, flags=re.MULTILINE))


def test_every_refusal_has_words() -> None:
    codes = {str(getattr(code, "value", code)) for code in STATUS} - SAID_OTHERWISE
    for source in (ROOT / "console").rglob("*.py"):
        codes |= set(re.findall(r'reason="(\w+)"', source.read_text()))
    assert "password_short" in codes
    assert codes - words_of("api/words.ts") == set()


def test_every_rule_that_the_order_store_looks_at_has_words() -> None:
    written = re.compile(r'^\s+"([a-z]+\.[a-z_]+)",$', flags=re.MULTILINE)
    rules = {
        rule
        for source in (ROOT / "actions/orders").rglob("*.py")
        for rule in written.findall(source.read_text())
        if not rule.endswith((".id", ".number", ".toml"))
    }
    assert "items.in_stock" in rules
    assert rules - words_of("conversation/words-steps.ts") == set()


def test_every_intent_has_a_name() -> None:
    intents = {
        intent
        for file in (ROOT / "bot/data/nlu").glob("*.yml")
        for intent in re.findall(r"^  - intent: (\w+)", file.read_text(), flags=re.MULTILINE)
    }
    assert "track_order" in intents
    assert intents - words_of("conversation/words-intents.ts") == set()


def test_every_refusal_of_the_order_store_that_an_agent_reads_in_the_log_has_a_name() -> None:
    codes = {
        code
        for source in (ROOT / "actions/orders").rglob("errors.py")
        for code in re.findall(r'^    code = "(\w+)"', source.read_text(), flags=re.MULTILINE)
    } - {"invalid"}
    assert "order_not_found" in codes
    assert codes - words_of("conversation/words-steps.ts") == set()
