"""Signs from the shopper that the matter is settled. Silence is none."""

from __future__ import annotations

import re

GOOD_RATING = 4
BAD_RATING = 2
THANKFUL_INTENTS = frozenset({"thanks", "compliment"})
_NOT_YET = re.compile(
    r"\b(?:but|still|however|not|no|never|n't|isn't|doesn't|didn't|won't|hasn't|without)\b"
    r"|n't\b|但|可是|不过|还是|没有|没|不",
    re.IGNORECASE,
)
_SOLVED = re.compile(
    r"\b(?:thanks?|thank you|thx|cheers|solved|resolved|fixed|sorted|"
    r"(?:that|this|it) (?:helped|works|worked|did it)|all good|perfect|great help)\b"
    r"|谢谢|感谢|多谢|谢啦|解决了|搞定|好了|可以了|帮到",
    re.IGNORECASE,
)
LONGEST = 160


def says_solved(text: str) -> bool:
    """A short message that thanks or says it is solved, without a "but", a "not" or a question."""
    said = text.strip()
    if not said or len(said) > LONGEST or "?" in said or "？" in said:
        return False
    return bool(_SOLVED.search(said)) and not _NOT_YET.search(said)
