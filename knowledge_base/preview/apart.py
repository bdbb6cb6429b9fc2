"""Whether two statements are about other things, however alike they sound.

`apart.json` has families of words that exclude each other: what is said of the small mug is not
said of the large one, and an answer within two days is no refund within five.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

from knowledge_base.index.tokens import has_han
from knowledge_base.preview.statements import Statement

Family = tuple[frozenset[str], ...]
_NAME: Final = re.compile(r"(?<=[a-z,;:] )[A-Z][\w\u2019'-]*")
_WORD: Final = re.compile(r"[a-z][a-z'-]*")
_NO_NAMES: Final = "I We You It If The Monday Friday EUR USD GBP Christmas"
_EVERYDAY: Final = frozenset(_NO_NAMES.split())


def of_other_things(one: Statement, other: Statement, kinds: Collection[str]) -> bool:
    """Whether each names something that the other does not: Norway and Spain, express and
    standard; or says another thing of it in these kinds: what it costs, and from where on."""
    names, others = _names(one.whole), _names(other.whole)
    if names and others and not names & others:
        return True
    subjects, relations = _families()
    if _apart(one.whole, other.whole, subjects):
        return True
    return all(
        _apart(one.sentence, other.sentence, relations.get(kind.partition(":")[0], ()))
        for kind in kinds
    )


def _apart(one: str, other: str, families: Iterable[Family]) -> bool:
    """Whether both have words of a family, and none of the same member."""
    words, others = _words(one), _words(other)
    for family in families:
        here = {place for place, member in enumerate(family) if member & words}
        there = {place for place, member in enumerate(family) if member & others}
        if here and there and not here & there:
            return True
    return False


def _words(text: str) -> frozenset[str]:
    words = set(_WORD.findall(text.lower()))
    if has_han(text):
        words |= {word for word in _han_words() if word in text}
    return frozenset(words)


def _names(text: str) -> frozenset[str]:
    """Words with a capital inside a sentence, as names of places have."""
    return frozenset(_NAME.findall(text)) - _EVERYDAY


@cache
def _families() -> tuple[tuple[Family, ...], dict[str, tuple[Family, ...]]]:
    given: dict[str, Any] = json.loads(
        Path(__file__).with_name("apart.json").read_text(encoding="utf-8")
    )
    subjects = tuple(_family(members) for members in given["subjects"])
    return subjects, {kind: (_family(own),) for kind, own in given["relations"].items()}


def _family(members: Iterable[str]) -> Family:
    return tuple(frozenset(member.split()) for member in members)


@cache
def _han_words() -> frozenset[str]:
    subjects, relations = _families()
    families = (*subjects, *(family for own in relations.values() for family in own))
    return frozenset(
        word for family in families for member in family for word in member if has_han(word)
    )
