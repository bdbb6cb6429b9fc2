"""How the shopper sounds at the end, as far as plain words tell; a person may hear otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

Mood = Literal["angry", "impatient", "friendly", "calm"]

LISTENED_TO: Final = 4
_ANGRY: Final = re.compile(
    r"\b(angry|annoy\w*|furious|ridiculous|unacceptable|terrible|awful|useless|worst|scam\w*"
    r"|disgust\w*|fed up|rip.?off|complain\w*|lawyer)\b"
    r"|生气|气死|太差|垃圾|骗子|投诉|坑人|无语|受够|差评",
    re.IGNORECASE,
)
_IMPATIENT: Final = re.compile(
    r"\b(still waiting|hurry|asap|again and again|how (much )?long(er)? (must|do) i"
    r"|(second|third|fourth) time|hello\?+|anyone there)\b|\?{3,}|!{3,}"
    r"|还要等|等了(很|好)久|快点|催|有人吗|第[二三四]次",
    re.IGNORECASE,
)
_FRIENDLY: Final = re.compile(
    r"\b(thanks?|thank you|great|perfect|lovely|wonderful|appreciate)\b|谢谢|感谢|太好了|辛苦",
    re.IGNORECASE,
)
_BY_REASON: Final[dict[str | None, Mood]] = {"angry": "angry", "repeated": "impatient"}


def mood_of(said: Sequence[str], reason: str | None) -> Mood:
    """`said` are the shopper's messages, oldest first; the last few count, the last word first
    when it is a friendly one."""
    latest = said[-LISTENED_TO:]
    if latest and _FRIENDLY.search(latest[-1]) and not _ANGRY.search(latest[-1]):
        return "friendly"
    if any(_ANGRY.search(text) for text in latest):
        return "angry"
    if any(_IMPATIENT.search(text) for text in latest):
        return "impatient"
    return _BY_REASON.get(reason, "calm")
