"""Other ways to prove whose orders they are: which is under way, and what a message says of it.

Order number and e-mail are asked for first. Who has not both may have a code mailed, or give the
name and postal code of the orders.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any

from actions.dialogue import REQUESTED_SLOT, Turn

# `PROOF` is what is asked for and what buttons carry, `WAY` is kept until it is proven or left.
PROOF, WAY = "proof", "proof_way"
CHOOSE, CODE, NAME, AGAIN = "choose", "code", "name", "again"
STEPS = frozenset({CHOOSE, CODE, NAME, AGAIN})
DETAILS = frozenset({"order_number", "email"})
# What an answer that is no wish of its own is taken for.
ANSWERS = frozenset({"inform", "affirm", "deny", "stop", "correct", "nlu_fallback", "ask_reason"})
MOST_WORDS = 8
MOST_NAME_WORDS = 5

_LACKS = re.compile(
    r"\b(?:don'?t|do not|didn'?t|can'?t|cannot|no longer) (?:have|got|find|know|remember)\b"
    r"|\b(?:lost|deleted|forgot)\b|\bno (?:order )?number\b|\bno idea\b"
    r"|没有|没存|找不到|不记得|不知道|忘了|丢了|删了",
    re.IGNORECASE,
)
# In a message that says more than that: which of the two is lacking is named.
_LACKS_NAMED = re.compile(
    r"\b(?:don'?t|do not|didn'?t|can'?t|cannot|no longer) (?:\w+ ){0,2}?(?:have|got|find|know"
    r"|remember)\b[^.?!,]{0,20}\b(?:number|confirmation)\b"
    r"|\b(?:lost|deleted|forgot)\b[^.?!,]{0,20}\b(?:number|confirmation)\b"
    r"|\b(?:no|without (?:an?|the|my)) (?:order )?number\b"
    r"|(?:没有|没存|找不到|不记得|不知道|忘了|丢了|删了)[^。？！，]{0,6}(?:单号|确认邮件)"
    r"|(?:单号|确认邮件)[^。？！，]{0,6}(?:没有|没存|找不到|不记得|不知道|忘了|丢了|删了|没了)",
    re.IGNORECASE,
)
_LEAVES = re.compile(r"\bnever ?mind\b|\bforget (?:it|about)\b|\bleave it\b|算了", re.IGNORECASE)
_BY_CODE = re.compile(r"\b(?:codes?|e-?mail|mail)\b|验证码|邮箱|邮件", re.IGNORECASE)
# Said of no other code, such as one for a discount or a forgotten password.
_SENDS_CODE = re.compile(
    r"\b(?:send|mail|e-?mail|text)\b[^.?!,]{0,12}\b(?:an?|the|that) (?:\w+ )?code\b"
    r"|发[^。？！，]{0,4}验证码|验证码[^。？！，]{0,4}发",
    re.IGNORECASE,
)
_BY_NAME = re.compile(r"\b(?:names?|post(?:al)? ?code|zip)\b|姓名|名字|邮编", re.IGNORECASE)
_ANEW = re.compile(
    r"\bagain\b|\bresend\b|\b(?:new|another) (?:one|code)\b"
    r"|\b(?:not|never|no|\w+n'?t) (?:\w+ ){0,3}"
    r"(?:got|get|gotten|received?|arrived?|come|came|code)\b"
    r"|重新|再发|没收到|没有收到",
    re.IGNORECASE,
)
_SIX_DIGITS = re.compile(r"(?<!\d)\d(?:[ \-]?\d){5}(?!\d)")
_NAME_LEAD = re.compile(
    r"^.*?\b(?:my )?(?:full )?name(?:'s| is|:)?\s+|^\s*(?:i am|i'm|it's|this is)\s+"
    r"|^.*?(?:我叫|我是|姓名是?|名字是?)[:：\s]*",
    re.IGNORECASE,
)
_CODE_LEAD = re.compile(
    r"[\s,，]*(?:\band\b\s*)?(?:(?:my|the)\s+)?\b(?:post(?:al)? ?code|zip(?: code)?)\b"
    r"(?:\s+is\b)?[:\s]*"
    r"|[\s,，]*邮编是?[:：\s]*",
    re.IGNORECASE,
)
_POSTAL = re.compile(r"(?=.*\d)[A-Za-z0-9]{3,10}(?:[ \-][A-Za-z0-9]{2,4})?")
_ORDER = re.compile(r"#?[Ww] ?\d{5,9}")


@dataclass(frozen=True)
class Way:
    """`order` is the one that the wish is about: six digits of a code must not take its place.
    `failed` once the number and the e-mail did not match."""

    step: str
    sent: bool = False
    failed: bool = False
    order: str | None = None

    def as_slot(self) -> dict[str, Any]:
        return asdict(self)


def way_of(turn: Turn) -> Way | None:
    value = turn.slots.get(WAY)
    if not isinstance(value, dict) or value.get("step") not in STEPS:
        return None
    return Way(
        value["step"], bool(value.get("sent")), bool(value.get("failed")), value.get("order")
    )


def step_named(turn: Turn, way: Way | None) -> str | None:
    """The way that this message asks for, by button or in words."""
    pressed = turn.entity(PROOF)
    if pressed in STEPS:
        return pressed
    asked = turn.slot(REQUESTED_SLOT)
    if way is None:
        return CHOOSE if _lacks_details(turn, asked) else None
    if asked != PROOF or not _is_short(turn.text):
        return None
    if way.step != CODE and _SENDS_CODE.search(turn.text):
        return CODE
    if turn.intent not in ANSWERS - {"stop", "deny"}:
        return None
    if _BY_NAME.search(turn.text):
        return NAME
    if way.step == CODE and way.sent:
        return CODE if _ANEW.search(turn.text) else None
    agrees = way.step == CHOOSE and turn.intent == "affirm"
    return CODE if agrees or _BY_CODE.search(turn.text) else None


def read_code(text: str) -> str | None:
    """Six digits in any script, with or without gaps."""
    found = _SIX_DIGITS.search(unicodedata.normalize("NFKC", text))
    return None if found is None else re.sub(r"\D", "", found.group())


def read_name(text: str) -> tuple[str, str] | None:
    """Name and postal code, None for what is not both and no more than both."""
    plain = _NAME_LEAD.sub("", unicodedata.normalize("NFKC", text).strip(" .。!"))
    parts = [part.strip() for part in re.split(r"[,，;；\n]", _CODE_LEAD.sub(",", plain))]
    parts = [part for part in parts if part]
    if len(parts) == 1:
        *words, last = parts[0].split()
        parts = [" ".join(words), last]
    if len(parts) != 2 or not parts[0]:
        return None
    name, postal = parts
    if _ORDER.fullmatch(postal) or not _POSTAL.fullmatch(postal):
        return None
    fits = len(name.split()) <= MOST_NAME_WORDS and not re.search(r"[\d@?？]", name)
    return (name, postal) if fits else None


def _lacks_details(turn: Turn, asked: str | None) -> bool:
    if _LEAVES.search(turn.text):
        return False
    if _LACKS_NAMED.search(turn.text):
        return True
    return asked in DETAILS and turn.intent in ANSWERS and bool(_LACKS.search(turn.text))


def _is_short(text: str) -> bool:
    return len(text.split()) <= MOST_WORDS and "?" not in text and "？" not in text
