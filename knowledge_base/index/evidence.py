"""Which of a product's own texts answers a question about it.

Inside one product every text is about the same thing, and cosines alone mistake a text on the
same subject for one that answers. A rank is the cosine plus what else tells an answer:

    cosine + 0.66 rarity-weighted share of the question's words in the text
           + 0.10 log(1 + words in the text)
           + 0.33 where a measure is asked for and the text has a number
           + 0.21 where yes or no is asked for and the text says it, or says what "it is"

Fitted on public questions with five kinds of evidence; figures, folds and commands are in
docs/decisions/0014-questions-inside-a-product.md. Ranks only order; whether the best text is said
at all is decided by its cosine.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final, Self

COVERAGE: Final = 0.66
LENGTH: Final = 0.10
MEASURE: Final = 0.33
YES_OR_NO: Final = 0.21

_ASKS_YES_OR_NO: Final = re.compile(
    r"^\s*(?:is|are|was|does|do|did|can|could|will|would|has|have|should|it)\b|\bor\b"
    r"|吗|是不是|能不能|可不可以|会不会|有没有",
    re.IGNORECASE,
)
_ASKS_MEASURE: Final = re.compile(
    r"\bhow (?:many|much|long|big|tall|wide|heavy|old|far|high|deep|large|thick)\b"
    r"|\b(?:what|which) (?:size|dimensions?|height|width|length|weight|age)\b"
    r"|dimension|inches|weigh|多少|多大|多长|多重|多高|多宽|几",
    re.IGNORECASE,
)
_SAYS_YES_OR_NO: Final = re.compile(
    r"\W*(?:(?:yes|no|yeah|yep|nope|correct|not|it (?:is|does|has|can|will|was|do)"
    r"|they (?:are|do))\b|是的|不是|可以|不可以|不能|能的|有的|没有|会的|不会)",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d|[一二三四五六七八九十百千]")
_WORD: Final = re.compile(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What kind of answer a question asks for."""

    yes_or_no: bool
    measure: bool

    @classmethod
    def by(cls, question: str) -> Self:
        return cls(
            _ASKS_YES_OR_NO.search(question) is not None,
            _ASKS_MEASURE.search(question) is not None,
        )


def evidence_rank(wanted: Wanted, text: str, *, cosine: float, coverage: float) -> float:
    """`coverage` is the share, 0 to 1, of the question's content words that `text` has."""
    rank = cosine + COVERAGE * coverage + LENGTH * math.log1p(len(_WORD.findall(text)))
    if wanted.measure and _NUMBER.search(text):
        rank += MEASURE
    if wanted.yes_or_no and _SAYS_YES_OR_NO.match(text):
        rank += YES_OR_NO
    return rank
