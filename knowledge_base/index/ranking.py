"""Scored articles in their order, those that say the same folded into one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from knowledge_base.index.scoring import Candidate, Question, Scored, score_candidates
from knowledge_base.index.shared_directions import SharedDirections
from knowledge_base.index.steering import Steer
from knowledge_base.index.word_weights import WordWeights

_ALIKE: Final = 0.97
_DIGITS: Final = 5
_NUMBERS: Final = re.compile(r"\w*\d\w*")
_TRUST: Final = {"official": 0, "product": 1, "community": 2}
_CHOSEN: Final = 1.0


def ranked(
    asked: Question,
    candidates: Sequence[Candidate],
    weights: WordWeights,
    shared: SharedDirections | None,
    *,
    within_product: bool,
    steer: Steer,
) -> list[Scored]:
    """Best first; what an admin pinned before all, of equal ones the more trusted tier first."""
    scored = score_candidates(asked, candidates, weights, shared, within_product=within_product)
    scored = [
        replace(one, score=_CHOSEN, pinned=True) if one.draft.key in steer.pinned else one
        for one in scored
    ]
    # Equal texts in batches of another make-up differ in the last digits.
    scored.sort(
        key=lambda f: (not f.pinned, -round(f.rank, _DIGITS), _TRUST[f.draft.tier], f.draft.key)
    )
    return scored


def folded(scored: Sequence[Scored], most: int) -> list[Scored]:
    """At most `most`, of passages that say the same the first."""
    kept: list[Scored] = []
    for one in scored:
        if len(kept) == most:
            break
        if not any(_say_the_same(one, other) for other in kept):
            kept.append(one)
    return kept


def _say_the_same(one: Scored, other: Scored) -> bool:
    """Never across tiers, and never where a number or a code makes the difference."""
    if one.draft.tier != other.draft.tier:
        return False
    first, second = one.passage.text, other.passage.text
    if first == second:
        return True
    alike = float(one.vector @ other.vector) >= _ALIKE
    return alike and _NUMBERS.findall(first) == _NUMBERS.findall(second)
