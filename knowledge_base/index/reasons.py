"""Why an article was found for a question: which of its texts matched, how far, by which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from knowledge_base.index.drafts import UnitKind
from knowledge_base.index.scoring import Candidate, Question, in_context, likenesses
from knowledge_base.index.shared_directions import SharedDirections
from knowledge_base.index.tokens import codes, tokens
from knowledge_base.index.word_weights import WordWeights

_SHOWN_WORDS: Final = 6


@dataclass(frozen=True, slots=True)
class Match:
    """One text of the article: how near its meaning is to the question's, 0 to 1, and the share
    of the question's words that it has, weighted by their rarity."""

    part: str
    text: str
    meaning: float
    words: float


@dataclass(frozen=True, slots=True)
class Reasons:
    """The best title, known question and passage, those that there are, best first.

    `words` are those in common, the rarest first; `codes` the exact names, such as a model's.
    """

    matches: tuple[Match, ...]
    words: tuple[str, ...]
    codes: tuple[str, ...]


def reasons_for(
    asked: Question,
    candidate: Candidate,
    weights: WordWeights,
    shared: SharedDirections | None,
    *,
    within_product: bool,
) -> Reasons:
    """Measured as the score is."""
    rows = candidate.vectors if within_product else in_context(candidate)
    meanings = likenesses(asked, rows, shared, within_product=within_product).tolist()
    total = weights.total(asked.words) or 1.0
    best: dict[UnitKind, Match] = {}
    for unit, meaning in zip(candidate.draft.units, meanings, strict=True):
        common = weights.total(asked.words & tokens(unit.text)) / total
        match = Match(unit.kind.value, unit.shown, round(meaning, 4), round(common, 4))
        if unit.kind not in best or match.meaning > best[unit.kind].meaning:
            best[unit.kind] = match
    held = frozenset().union(*(tokens(unit.text) for unit in candidate.draft.units))
    named = frozenset().union(*(codes(unit.text) for unit in candidate.draft.units))
    common_words = sorted(asked.content_words & held, key=lambda word: (-weights.of(word), word))
    return Reasons(
        tuple(sorted(best.values(), key=lambda match: -match.meaning)),
        tuple(common_words[:_SHOWN_WORDS]),
        tuple(sorted(asked.codes & named)),
    )
