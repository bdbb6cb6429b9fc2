"""How well an article answers a question, from 0 to 1.

Each text of an article gets a likeness to the question: the cosine of their vectors, mixed with
the share of words that they have in common, each word weighted by its rarity. The better of
(best question, best passage) counts for most of the score and the other for the rest. Weights and
their measurements are in docs/decisions/0006-retrieval-score.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.entries import Entry, Unit, UnitKind
from knowledge_base.index.lexicon import Lexicon
from knowledge_base.index.tokens import codes, tokens

BETTER_PART: Final = 0.8
ALL_CODES_FOUND: Final = 0.1


@dataclass(frozen=True, slots=True)
class Question:
    """`word_share` is the share of common words in a likeness, the cosine has the rest."""

    text: str
    vector: NDArray[np.float32]
    words: frozenset[str]
    codes: frozenset[str]
    word_share: float

    @classmethod
    def of(cls, text: str, vector: NDArray[np.float32], word_share: float) -> Self:
        return cls(text, vector, tokens(text), codes(text), word_share)


@dataclass(frozen=True, slots=True)
class Scored:
    entry: Entry
    score: float
    passage: Unit


def score_entry(asked: Question, entry: Entry, lexicon: Lexicon) -> Scored:
    likeness = np.clip(entry.vectors @ asked.vector, 0.0, 1.0)
    if asked.word_share:
        shared = np.array(_shared_words(asked.words, entry.draft.units, lexicon))
        likeness = (1 - asked.word_share) * likeness + asked.word_share * shared
    questions, passages = likeness[: entry.passage_from], likeness[entry.passage_from :]
    best_question = float(questions.max(initial=0.0))
    best_passage = float(passages.max(initial=0.0))
    score = BETTER_PART * max(best_question, best_passage)
    score += (1 - BETTER_PART) * min(best_question, best_passage)
    if asked.codes:
        score += ALL_CODES_FOUND * len(asked.codes & entry.codes) / len(asked.codes)
    place = entry.passage_from + int(passages.argmax()) if len(passages) else 0
    return Scored(entry, min(score, 1.0), entry.draft.units[place])


def _shared_words(asked: frozenset[str], units: tuple[Unit, ...], lexicon: Lexicon) -> list[float]:
    """Weight in common: with a question against both, with a longer passage against the asked."""
    total = lexicon.total(asked)
    if not total:
        return [0.0] * len(units)
    shares = []
    for unit in units:
        common = lexicon.total(asked & unit.words)
        if unit.kind is UnitKind.PASSAGE:
            shares.append(common / total)
        else:
            shares.append(2 * common / (total + lexicon.total(unit.words)))
    return shares
