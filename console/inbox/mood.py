"""How the shopper sounds at the end, by plain words, what the bot understood and how it is written.

A hint for the agent, who may hear otherwise: what is meant by none of these is heard by none.
How often it is right, and how that was measured: `docs/conversation-pane.md`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from console.inbox.mood_words import ANGRY, FRIENDLY, IMPATIENT, NOT_MEANT, OF_A_THING
from conversations.contract import HandoffReason

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


def mood_of(said: Sequence[Heard], reason: str | None) -> Mood:
    """`said` are the shopper's messages, oldest first; the last few count, the last word first
    when it is a friendly one."""
    latest = said[-LISTENED_TO:]
    anger = [_anger(one) for one in latest]
    if latest and anger[-1] == 0 and _is_friendly(latest[-1]):
        return "friendly"
    if any(one >= ANGER_AT_ONCE for one in anger) or sum(anger) >= ANGER_TOGETHER:
        return "angry"
    if _is_repeated(latest) or any(IMPATIENT.search(_meant(one.text)) for one in latest):
        return "impatient"
    return mood_by_reason(reason) or "calm"


def mood_by_reason(reason: str | None) -> RoughMood | None:
    """What the handoff alone says, where no message is looked at."""
    return _BY_REASON.get(reason)


def _anger(one: Heard) -> int:
    text = _meant(one.text)
    words = sum(weight * min(len(found.findall(text)), MOST) for weight, found in ANGRY.items())
    understood = _BY_INTENT.get(one.intent, 0)
    if words + understood == 0:
        # Loud alone is haste or joy.
        return 0
    return words + understood + bool(_LOUD.search(text)) + _is_shouted(text)


def _is_friendly(one: Heard) -> bool:
    said = FRIENDLY.search(OF_A_THING.sub(" ", _meant(one.text))) is not None
    return said or one.intent in _KIND


def _is_repeated(latest: Sequence[Heard]) -> bool:
    """The last words have been said before."""
    if not latest:
        return False
    *before, last = (_plain(one.text) for one in latest)
    if len(last) < FEWEST_LETTERS:
        return False
    return any(SequenceMatcher(None, last, one).ratio() >= ALIKE for one in before if one)


def _meant(text: str) -> str:
    return NOT_MEANT.sub(" ", text.replace("’", "'"))


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _is_shouted(text: str) -> bool:
    capitals = sum(letter.isascii() and letter.isupper() for letter in text)
    small = sum(letter.isascii() and letter.islower() for letter in text)
    return capitals >= FEWEST_CAPITALS and capitals > 4 * small
