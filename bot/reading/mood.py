"""How angry a message sounds, from its words and from how they are written."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("mood.yml")

_SHOUTED = re.compile(r"[!！?？]{3,}")
_CAPITALS = re.compile(r"[A-Z]")
_SMALL = re.compile(r"[a-z]")
# "OK" and "W2611340" are no shouting.
FEWEST_CAPITALS = 12


class Temper:
    """`mood.yml`, read once: phrases of each language with their weight."""

    def __init__(self) -> None:
        data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
        english = {phrase: weight for weight, line in data["en"].items() for phrase in line}
        self._english = {
            re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)"): weight
            for phrase, weight in english.items()
        }
        self._chinese = {phrase: weight for weight, line in data["zh"].items() for phrase in line}

    def anger(self, text: str, intent: str) -> int:
        """0 for calm; 3 or more is someone who wants no program to answer."""
        plain = text[:1000].lower().replace("’", "'")
        words = [weight for phrase, weight in self._english.items() if phrase.search(plain)]
        words += [weight for phrase, weight in self._chinese.items() if phrase in plain]
        # "useless bot" also holds "useless": the strongest says it, a second one adds to it.
        said = sum(sorted(words, reverse=True)[:2]) if len(words) > 1 else sum(words)
        loud = bool(_SHOUTED.search(text)) + _is_shouted(text)
        return said + loud + (2 if intent == "insult" else 0)


def _is_shouted(text: str) -> bool:
    capitals = len(_CAPITALS.findall(text))
    return capitals >= FEWEST_CAPITALS and capitals > 4 * len(_SMALL.findall(text))
