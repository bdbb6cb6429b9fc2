"""Which way the words of a text lean: for a thing, against it, or neither.

Told from lists of words: each that is found counts one way, turned round behind a negation, and
what stands behind a "but" counts more, because people end on what they mean.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any, Final

_BEHIND_BUT: Final = 1.6
_PHRASE: Final = 1.5
_NEGATES_FOR: Final = 3
"""So many words behind it a negation still turns round."""
_CLAUSE: Final = re.compile(
    r"[.!?;。！？；\n]+|,|，|\bbut\b|\bhowever\b|\bthough\b|但|不过|可是|只是"
)
_TURNS: Final = frozenset({"but", "however", "though", "但", "不过", "可是", "只是"})
_WORD: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


def leaning(text: str, *, language: str) -> int:
    """1 for, -1 against, 0 neither. Only English and Chinese have lists of words."""
    if language not in _words():
        return 0
    balance = 0.0
    weight = 1.0
    start = 0
    lowered = text.lower().replace("’", "'")
    for mark in (*_CLAUSE.finditer(lowered), None):
        clause = lowered[start : mark.start() if mark else len(lowered)]
        balance += weight * _balance(clause, language)
        if mark is None:
            break
        weight = _BEHIND_BUT if mark.group() in _TURNS else 1.0 if len(mark.group()) > 1 else weight
        start = mark.end()
    return (balance > 0) - (balance < 0)


def _balance(clause: str, language: str) -> float:
    return _of_chinese(clause) if language == "zh" else _of_words(clause, language)


def _of_words(clause: str, language: str) -> float:
    lists = _words()[language]
    balance = 0.0
    for phrases, sign in ((lists["phrases_for"], 1), (lists["phrases_against"], -1)):
        for phrase in phrases:
            if phrase in clause:
                balance += sign * _PHRASE
                clause = clause.replace(phrase, " ")
    turned = 0
    for word in _WORD.findall(clause):
        if word in lists["not"]:
            turned = _NEGATES_FOR
            continue
        sign = (word in lists["for"]) - (word in lists["against"])
        balance += -sign if turned else sign
        turned = max(0, turned - 1)
    return balance


def _of_chinese(clause: str) -> float:
    lists = _words()["zh"]
    balance = 0.0
    for words, sign in ((lists["for"], 1), (lists["against"], -1)):
        for word in words:
            at = clause.find(word)
            if at >= 0:
                turned = sign < 0 and clause[max(0, at - 2) : at].endswith(tuple(lists["not"]))
                balance += -sign if turned else sign
                clause = clause.replace(word, "　" * len(word))
    return balance


@cache
def _words() -> dict[str, dict[str, Any]]:
    raw = json.loads(files(__package__).joinpath("words.json").read_text(encoding="utf-8"))
    english = raw["en"]
    for name in ("for", "against", "not"):
        english[name] = frozenset(english[name].split())
    chinese = raw["zh"]
    for name in ("for", "against"):
        chinese[name] = tuple(sorted(chinese[name], key=len, reverse=True))
    return {"en": english, "zh": chinese}
