"""How well the weights inside a product do on questions that they were not fitted on.

    python -m benchmarks.retrieval_folds --data <folder with product-qa-dev>

The questions are dealt into five folds. For each fold the four weights of
`knowledge_base/index/evidence.py` are fitted on the other four (listwise softmax, the cosine's
weight is one), and rank the evidence of the fold that they have not seen. P@1 over all questions
stands beside the cosine alone and beside the weights in the code, with paired bootstrap intervals.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import retrieval_data
from benchmarks.retrieval import paired
from knowledge_base.index import evidence
from knowledge_base.index.encoder import Encoder, bundled_encoder
from knowledge_base.index.evidence import Wanted, evidence_rank
from knowledge_base.index.passages import PassageCutter
from knowledge_base.index.preparation import ensure_encoder
from knowledge_base.index.tokens import content_words, tokens
from shopbell.settings import Settings

FOLDS = 5
ROUNDS = 3_000
STEP = 0.5
SHARPNESS = 8.0
"""Scores are cosines: a softmax over them as they are would hardly tell one from another."""
SHRINKING = 0.002
FITTED = 4
"""Coverage, length, measure, yes or no, in this order, behind the cosine."""


@dataclass(frozen=True)
class Asked:
    """A row of features for each passage, and which rows are of evidence that answers."""

    features: NDArray[np.float64]
    right: NDArray[np.bool_]

    def first_is_right(self, weights: NDArray[np.float64]) -> bool:
        return bool(self.right[int(np.argmax(self.features @ _whole(weights)))])


def _whole(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.concatenate(([1.0], weights))


def features_of(data: Path, encoder: Encoder) -> list[Asked]:
    known = retrieval_data.product_evidence(data)
    if known is None:
        return []
    cutter = PassageCutter()
    passages: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    held: Counter[str] = Counter()
    for article in known.articles:
        texts = [piece.text for piece in cutter.cut(article["body"], locale="en")]
        held.update(frozenset().union(*(tokens(text) for text in texts)))
        passages[article["product_id"]] += [(article["id"], text) for text in texts]
    count = len(known.articles)

    def rarity(word: str) -> float:
        return math.log(1 + (count - held[word] + 0.5) / (held[word] + 0.5))

    found = []
    for asked in known.asked:
        texts = passages[asked.product_id or ""]
        vectors = encoder.encode([text for _, text in texts], locale="en")
        cosines = np.clip(vectors @ encoder.encode([asked.text], locale="en")[0], 0, 1)
        words = content_words(asked.text)
        total = sum(map(rarity, words)) or 1.0
        wanted = Wanted.by(asked.text)
        rows = [
            _features(wanted, text, float(cosine), sum(map(rarity, words & tokens(text))) / total)
            for (_, text), cosine in zip(texts, cosines, strict=True)
        ]
        right = np.array([one in asked.right for one, _ in texts])
        found.append(Asked(np.array(rows), right))
    return found


def _features(wanted: Wanted, text: str, cosine: float, coverage: float) -> list[float]:
    """Each part of `evidence_rank` by itself, so that this measures the code and not a copy."""
    nothing = Wanted(yes_or_no=False, measure=False)
    plain = evidence_rank(nothing, text, cosine=0, coverage=0)
    measure = evidence_rank(Wanted(False, wanted.measure), text, cosine=0, coverage=0) - plain
    answers = evidence_rank(Wanted(wanted.yes_or_no, False), text, cosine=0, coverage=0) - plain
    return [
        cosine,
        coverage,
        plain / evidence.LENGTH,
        measure / evidence.MEASURE,
        answers / evidence.YES_OR_NO,
    ]


def fitted(questions: list[Asked]) -> NDArray[np.float64]:
    weights = np.zeros(FITTED)
    for _ in range(ROUNDS):
        slope = -SHRINKING * weights
        for asked in questions:
            scores = SHARPNESS * (asked.features @ _whole(weights))
            chances = np.exp(scores - scores.max())
            right = chances * asked.right
            pull = right / right.sum() - chances / chances.sum()
            slope += (pull @ asked.features)[1:] / len(questions)
        weights += STEP / SHARPNESS * slope
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True, help="folder of product-qa-dev")
    wanted = parser.parse_args()
    encoder = bundled_encoder(ensure_encoder(Settings().models_folder))
    questions = features_of(wanted.data, encoder)
    if not questions:
        return
    fold_of = np.random.default_rng(0).permutation(len(questions)) % FOLDS
    unseen: dict[int, bool] = {}
    for fold in range(FOLDS):
        weights = fitted([q for q, f in zip(questions, fold_of, strict=True) if f != fold])
        here = [place for place, f in enumerate(fold_of) if f == fold]
        for place in here:
            unseen[place] = questions[place].first_is_right(weights)
        print(f"fold {fold + 1}: P@1 {100 * np.mean([unseen[place] for place in here]):.1f} %, "
              f"weights {np.round(weights, 2).tolist()}", flush=True)  # fmt: skip
    ours = [unseen[place] for place in range(len(questions))]
    in_code = np.array([evidence.COVERAGE, evidence.LENGTH, evidence.MEASURE, evidence.YES_OR_NO])
    cosine = [asked.first_is_right(np.zeros(FITTED)) for asked in questions]
    code = [asked.first_is_right(in_code) for asked in questions]
    print(f"{len(questions)} questions: in folds {100 * np.mean(ours):.1f} %, the cosine alone "
          f"{100 * np.mean(cosine):.1f} %, {paired(ours, cosine)}")  # fmt: skip
    print(f"the weights in the code, which saw all of them: {100 * np.mean(code):.1f} %")


if __name__ == "__main__":
    main()
