"""How well an article answers a question, from 0 to 1.

Each text of an article gets a likeness to the question: the cosine of their vectors, mixed with
the share of words that they have in common, each word weighted by its rarity. The better of
(best question, best passage) counts for most of the score and the other for the rest. Weights and
their measurements are in docs/decisions/retrieval-score.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.entries import Entry, Unit, UnitKind
from knowledge_base.index.lexicon import Lexicon
from knowledge_base.index.tokens import codes, has_han, tokens


@dataclass(frozen=True, slots=True)
class Weights:
    """`words` is the share of the words in a likeness, the vectors have the rest; `better` is the
    share of the better part in the score; `code` is added whole when all codes are found."""

    words: float
    better: float
    code: float


SPACED: Final = Weights(words=0.05, better=0.8, code=0.1)
HAN: Final = Weights(words=0.6, better=0.8, code=0.1)


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    vector: NDArray[np.float32]
    words: frozenset[str]
    codes: frozenset[str]
    weights: Weights


@dataclass(frozen=True, slots=True)
class Scored:
    entry: Entry
    score: float
    passage: Unit


def question(text: str, vector: NDArray[np.float32]) -> Question:
    weights = HAN if has_han(text) else SPACED
    return Question(text, vector, tokens(text), codes(text), weights)


def score_entry(asked: Question, entry: Entry, lexicon: Lexicon) -> Scored:
    cosines = np.clip(entry.vectors @ asked.vector, 0.0, 1.0)
    asked_total = lexicon.total(asked.words)
    likeness = [
        (1 - asked.weights.words) * float(cosine)
        + asked.weights.words * _shared(asked.words, asked_total, unit, lexicon)
        for cosine, unit in zip(cosines, entry.draft.units, strict=True)
    ]
    questions, passages = likeness[: entry.passage_from], likeness[entry.passage_from :]
    best_question = max(questions, default=0.0)
    best_passage = max(passages, default=0.0)
    better = max(best_question, best_passage)
    rest = min(best_question, best_passage)
    score = asked.weights.better * better + (1 - asked.weights.better) * rest
    if asked.codes:
        score += asked.weights.code * len(asked.codes & entry.codes) / len(asked.codes)
    place = entry.passage_from + passages.index(best_passage) if passages else 0
    return Scored(entry, min(score, 1.0), entry.draft.units[place])


def _shared(asked: frozenset[str], asked_total: float, unit: Unit, lexicon: Lexicon) -> float:
    """Weight in common: with a question against both, with a longer passage against the asked."""
    if not asked_total:
        return 0.0
    common = lexicon.total(asked & unit.words)
    if unit.kind is UnitKind.PASSAGE:
        return common / asked_total
    return 2 * common / (asked_total + lexicon.total(unit.words))
