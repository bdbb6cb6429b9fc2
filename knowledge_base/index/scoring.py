"""How well an article answers a question, from 0 to 1.

Each text of an article gets a likeness to the question: the cosine of their vectors, part of it
with the directions damped that all articles share, mixed with the share of words that they have in
common, each word weighted by its rarity. The better of (best question, best passage) counts for
most of the score and the other for the rest. Weights and their measurements are in
docs/decisions/0006-retrieval-score.md and 0013-likeness-beyond-what-all-share.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.drafts import Draft, Unit, UnitKind
from knowledge_base.index.evidence import Wanted, evidence_rank
from knowledge_base.index.shared_directions import SharedDirections
from knowledge_base.index.tokens import codes, content_words, tokens
from knowledge_base.index.word_weights import WordWeights

BETTER_PART: Final = 0.8
ALL_CODES_FOUND: Final = 0.1
TITLE_IN_PASSAGE: Final = 0.85
"""How much of its title's vector a product's passage gets when it is asked beside others."""


@dataclass(frozen=True, slots=True)
class Question:
    """`word_share` is the share of common words in a likeness."""

    text: str
    vector: NDArray[np.float32]
    words: frozenset[str]
    content_words: frozenset[str]
    codes: frozenset[str]
    wanted: Wanted
    word_share: float

    @classmethod
    def of(cls, text: str, vector: NDArray[np.float32], word_share: float) -> Self:
        return cls(
            text, vector, tokens(text), content_words(text), codes(text), Wanted.by(text),
            word_share,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scored:
    """`vector` is the passage's, by which texts that say the same are known; `rank` orders. What
    an admin `pinned` for the question stands first, whatever its likeness."""

    draft: Draft
    score: float
    rank: float
    passage: Unit
    vector: NDArray[np.float32]
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """`vectors` has a row of unit length for each of `draft.units`, in their order."""

    draft: Draft
    vectors: NDArray[np.float32]


def score_candidates(
    asked: Question,
    candidates: Sequence[Candidate],
    weights: WordWeights,
    shared: SharedDirections | None,
    *,
    within_product: bool,
) -> list[Scored]:
    """One for each candidate that has a passage, in no order."""
    if not candidates:
        return []
    prepared = [c.vectors if within_product else in_context(c) for c in candidates]
    likeness = likenesses(asked, np.concatenate(prepared), shared, within_product=within_product)
    found: list[Scored | None] = []
    start = 0
    for candidate, rows in zip(candidates, prepared, strict=True):
        own = likeness[start : start + len(rows)].tolist()
        start += len(rows)
        if asked.word_share:
            own = _with_words(asked, candidate.draft, own, weights)
        if within_product:
            found.append(_within(asked, candidate, own, weights))
        else:
            found.append(_among(asked, candidate, own))
    return [one for one in found if one is not None]


def likenesses(
    asked: Question,
    vectors: NDArray[np.float32],
    shared: SharedDirections | None,
    *,
    within_product: bool,
) -> NDArray[np.float32]:
    """Of each row's meaning to that of the question: 0 to 1."""
    if shared is None or within_product:
        return np.asarray(np.clip(vectors @ asked.vector, 0, 1), np.float32)
    return shared.likeness(vectors, asked.vector)


def _among(asked: Question, candidate: Candidate, own: list[float]) -> Scored:
    draft = candidate.draft
    split = draft.passage_from
    questions, passages = own[:split], own[split:]
    best_question, best_passage = max(questions, default=0.0), max(passages, default=0.0)
    if draft.product_id is not None:
        # Its title is in its passages already.
        best_question = max(own[1:split], default=best_passage)
    score = BETTER_PART * max(best_question, best_passage)
    score += (1 - BETTER_PART) * min(best_question, best_passage)
    if asked.codes:
        held = frozenset().union(*(codes(unit.text) for unit in draft.units))
        score += ALL_CODES_FOUND * len(asked.codes & held) / len(asked.codes)
    place = split + passages.index(best_passage) if passages else 0
    return _scored(candidate, place, min(score, 1.0), score)


def _within(
    asked: Question, candidate: Candidate, own: list[float], weights: WordWeights
) -> Scored | None:
    draft = candidate.draft
    split = draft.passage_from
    if split == len(own):
        return None
    total = weights.total(asked.content_words) or 1.0
    ranks = []
    for unit, likeness in zip(draft.units[split:], own[split:], strict=True):
        covered = weights.total(asked.content_words & tokens(unit.text))
        ranks.append(
            evidence_rank(asked.wanted, unit.shown, cosine=likeness, coverage=covered / total)
        )
    best = max(range(len(ranks)), key=ranks.__getitem__)
    # A known question of the product's own may be nearer than any of its passages.
    known = max(own[1:split], default=0.0)
    rank = max(ranks[best], known + ranks[best] - own[split + best])
    return _scored(candidate, split + best, max(own[split + best], known), rank)


def _scored(candidate: Candidate, place: int, score: float, rank: float) -> Scored:
    return Scored(
        candidate.draft, score, rank, candidate.draft.units[place], candidate.vectors[place]
    )


def in_context(candidate: Candidate) -> NDArray[np.float32]:
    """A product's passages with its title mixed in; those of others were embedded behind it."""
    if candidate.draft.product_id is None:
        return candidate.vectors
    split = candidate.draft.passage_from
    mixed = candidate.vectors.copy()
    mixed[split:] += TITLE_IN_PASSAGE * mixed[0]
    mixed[split:] /= np.linalg.norm(mixed[split:], axis=1, keepdims=True)
    return mixed


def _with_words(
    asked: Question, draft: Draft, own: Iterable[float], weights: WordWeights
) -> list[float]:
    """Weight in common: with a question against both, with a longer passage against the asked."""
    share = asked.word_share
    total = weights.total(asked.words)
    mixed = []
    for unit, likeness in zip(draft.units, own, strict=True):
        common = weights.total(asked.words & tokens(unit.text))
        against = total
        if unit.kind is not UnitKind.PASSAGE:
            common, against = 2 * common, total + weights.of_unit(unit)
        mixed.append((1 - share) * likeness + share * (common / against if against else 0.0))
    return mixed
