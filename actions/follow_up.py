"""What a short question such as "and for Europe?" goes on from."""

from __future__ import annotations

import re
from typing import Any

from actions.dialogue import Turn

MOST_WORDS = 7
MOST_HAN = 12
LOOKED_BACK = 6
FEWER_WORDS = 4
_BEGINS = re.compile(
    r"^\s*(?:(?:and|but|or|what about|how about|what if|also|same for|then)\b"
    r"|那|还有|如果|要是|换成|至于|寄到|发到|到|去)",
    re.IGNORECASE,
)
_BEGINS_SHORTLY = re.compile(r"^\s*(?:for|to|in|with|from|on|at)\b", re.IGNORECASE)
_ASKS_BY_ITSELF = re.compile(
    r"^(?:how|what|when|where|which|who|why|can|could|do|does|did|is|are|was|were|will|would|should"
    r"|i|my|we|you)\b|^(?:怎么|什么时候|哪里|哪个|为什么|多少|能不能|可以|我想|我要)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"(?:呢|too|as well|instead|then)[\s?？!。.]*$", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")
_LEAD = re.compile(
    r"^\s*(?:and|but|or|what about|how about|what if|also|same for|then|那么?|还有|至于)[\s,，]*",
    re.IGNORECASE,
)


_AT_ITS_END = re.compile(
    r"\s(?:in|to|for|from|with|within|inside|at|on)\s+(?:(?:the|a|an|my|your)\s+)?[^\W\d_]+"
    r"(?:\s[^\W\d_]+)?$",
    re.IGNORECASE,
)
FEWEST_LEFT = 3


def goes_on(text: str) -> bool:
    """Whether `text` is short, no question by itself, and begins or ends as what goes on does."""
    han, words = len(_HAN.findall(text)), len(text.split())
    short = han <= MOST_HAN if han else words <= MOST_WORDS
    if not short or _ASKS_BY_ITSELF.search(_LEAD.sub("", text)):
        return False
    if words <= FEWER_WORDS and _BEGINS_SHORTLY.search(text):
        return True
    return bool(_BEGINS.search(text) or _ENDS.search(text))


def asked_in_full(turn: Turn) -> str | None:
    """The last question of its own and what goes on from it, as one; None where nothing does."""
    if not goes_on(turn.text):
        return None
    said = [_text(event) for event in turn.events if event["event"] == "user"]
    earlier = said[:-1] if said and said[-1] == turn.text else said
    for text in reversed(earlier[-LOOKED_BACK:]):
        if text and not goes_on(text):
            return f"{_without_its_end(text)} {_LEAD.sub('', turn.text)}"
    return None


def _without_its_end(text: str) -> str:
    """A question without the place or the case that the next one gives another for."""
    asked = text.rstrip("?？。.! ")
    shorter = _AT_ITS_END.sub("", asked)
    return shorter if len(shorter.split()) >= FEWEST_LEFT else asked


def _text(event: dict[str, Any]) -> str:
    return str(event.get("text") or "")
