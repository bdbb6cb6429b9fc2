"""What the console's server refuses in English has words in the console's other language."""

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
