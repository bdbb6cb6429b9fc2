"""How the shopper sounds at the end, by plain words, what the bot understood and how it is written.

A hint for the agent, who may hear otherwise: what is meant by none of these is heard by none.
How often it is right, and how that was measured: `docs/conversation-pane.md`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, Literal

from conversations.contract import HandoffReason
from conversations.mood.words import ANGRY, FRIENDLY, IMPATIENT, NOT_MEANT, OF_A_THING

RoughMood = Literal["angry", "impatient"]
Mood = Literal[RoughMood, "friendly", "calm"]

LISTENED_TO: Final = 4
# One message as angry as this, or those that are listened to together.
ANGER_AT_ONCE: Final = 2
ANGER_TOGETHER: Final = 3
# Of one weight, so that a list of grievances is no riot.
MOST: Final = 2
ALIKE: Final = 0.85
FEWEST_LETTERS: Final = 2
# "OK" and "W2611340" are no shouting.
FEWEST_CAPITALS: Final = 12
_LOUD: Final = re.compile(r"[!！?？]{3,}")
_BY_INTENT: Final[Mapping[str | None, int]] = {"insult": 2, "complaint": 1}
_KIND: Final = frozenset({"compliment", "thanks"})
_BY_REASON: Final[Mapping[str | None, RoughMood]] = {
    HandoffReason.ANGRY.value: "angry",
    HandoffReason.REPEATED.value: "impatient",
}


@dataclass(frozen=True)
class Heard:
    """A message of the shopper, with what the bot understood where it was asked."""

    text: str
    intent: str | None = None


@dataclass(frozen=True)
class _Words:
    """What the words of one message say by themselves, whatever was understood."""

    anger: int
    emphasis: int
    impatient: bool
    friendly: bool


def mood_with_reason(heard: Mood | None, reason: str | None) -> Mood:
    """Where nothing was heard, or nobody listened, the handoff's reason counts."""
    return heard if heard not in (None, "calm") else _BY_REASON.get(reason) or "calm"


def mood_heard(said: Sequence[Heard]) -> Mood:
    """By the messages alone. `said` are the shopper's, oldest first; the last few count, the last
    word first when it is a friendly one."""
    latest = said[-LISTENED_TO:]
    anger = [_anger(one) for one in latest]
    if latest and anger[-1] == 0 and _is_friendly(latest[-1]):
        return "friendly"
    if any(one >= ANGER_AT_ONCE for one in anger) or sum(anger) >= ANGER_TOGETHER:
        return "angry"
    if _is_repeated(latest) or any(_words(one.text).impatient for one in latest):
        return "impatient"
    return "calm"


def reasons_for(mood: str) -> frozenset[str]:
    """The reasons of a handoff that alone say this."""
    return frozenset(reason for reason, said in _BY_REASON.items() if said == mood and reason)


def _anger(one: Heard) -> int:
    words = _words(one.text)
    anger = words.anger + _BY_INTENT.get(one.intent, 0)
    # Loud alone is haste or joy.
    return anger + words.emphasis if anger else 0


def _is_friendly(one: Heard) -> bool:
    return _words(one.text).friendly or one.intent in _KIND


# A message is listened to again with each of the next three.
@lru_cache(maxsize=2_048)
def _words(text: str) -> _Words:
    meant = NOT_MEANT.sub(" ", text.replace("’", "'"))
    return _Words(
        anger=sum(weight * min(len(said.findall(meant)), MOST) for weight, said in ANGRY.items()),
        emphasis=bool(_LOUD.search(meant)) + _is_shouted(meant),
        impatient=IMPATIENT.search(meant) is not None,
        friendly=FRIENDLY.search(OF_A_THING.sub(" ", meant)) is not None,
    )


def _is_repeated(latest: Sequence[Heard]) -> bool:
    """The last words have been said before."""
    if not latest:
        return False
    *before, last = (_plain(one.text) for one in latest)
    if len(last) < FEWEST_LETTERS:
        return False
    return any(_is_alike(last, one) for one in before if one)


def _is_alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other)
    # Upper bounds, which cost a tenth.
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return False
    return matcher.ratio() >= ALIKE


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _is_shouted(text: str) -> bool:
    capitals = sum(letter.isascii() and letter.isupper() for letter in text)
    small = sum(letter.isascii() and letter.islower() for letter in text)
    return capitals >= FEWEST_CAPITALS and capitals > 4 * small
