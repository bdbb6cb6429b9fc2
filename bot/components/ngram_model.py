"""A linear intent model over word and character n-grams, kept as plain arrays.

TF-IDF of word 1-2-grams and of character 2-4-grams within words, one multinomial logistic
regression. Character n-grams carry misspellings, and Chinese, which is not segmented at all.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

ARRAYS_FILE = "intents.npz"
TERMS_FILE = "intents.json"
# A Chinese letter counts as a word by itself, so that words of two letters are word 2-grams.
WORD = r"(?u)[\u3400-\u9fff]|[^\W\u3400-\u9fff]+"


def _vectorizers(vocabularies: Sequence[Any] = (None, None)) -> tuple[TfidfVectorizer, ...]:
    words, letters = vocabularies
    return (
        TfidfVectorizer(
            ngram_range=(1, 2), token_pattern=WORD, sublinear_tf=True, vocabulary=words
        ),
        TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, vocabulary=letters
        ),
    )


class NgramModel:
    """Immutable once made; `fit` and `load` are the ways to make one."""

    def __init__(
        self,
        intents: tuple[str, ...],
        vectorizers: tuple[TfidfVectorizer, ...],
        weights: NDArray[np.float32],
        intercept: NDArray[np.float32],
    ) -> None:
        self.intents = intents
        self._vectorizers = vectorizers
        self._weights = weights
        self._intercept = intercept

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        intents: Sequence[str],
        *,
        inverse_regularisation: float,
        seed: int,
    ) -> "NgramModel":
        """Needs at least three intents. The same texts and seed give the same arrays."""
        vectorizers = _vectorizers()
        features = hstack([each.fit_transform(texts) for each in vectorizers]).tocsr()
        regression = LogisticRegression(
            C=inverse_regularisation,
            class_weight="balanced",
            max_iter=500,
            random_state=seed,
        )
        regression.fit(features, intents)
        return cls(
            tuple(str(name) for name in regression.classes_),
            vectorizers,
            regression.coef_.astype(np.float32),
            regression.intercept_.astype(np.float32),
        )

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Every intent with its probability, the likeliest first."""
        scores = (self._features(text) @ self._weights.T)[0] + self._intercept
        exponents = np.exp(scores - scores.max())
        shares = exponents / exponents.sum()
        order = np.argsort(-shares, kind="stable")
        return [(self.intents[at], float(shares[at])) for at in order]

    def _features(self, text: str) -> csr_matrix:
        return hstack([each.transform([text]) for each in self._vectorizers]).tocsr()

    def save(self, folder: Path) -> None:
        arrays = {f"idf_{at}": each.idf_ for at, each in enumerate(self._vectorizers)}
        np.savez_compressed(
            folder / ARRAYS_FILE, weights=self._weights, intercept=self._intercept, **arrays
        )
        terms = {
            "intents": list(self.intents),
            "terms": [list(each.get_feature_names_out()) for each in self._vectorizers],
        }
        (folder / TERMS_FILE).write_text(json.dumps(terms, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "NgramModel":
        """Reads arrays and JSON only: nothing in the files can run code."""
        saved = json.loads((folder / TERMS_FILE).read_text(encoding="utf-8"))
        vocabularies = [{term: at for at, term in enumerate(terms)} for terms in saved["terms"]]
        vectorizers = _vectorizers(vocabularies)
        with np.load(folder / ARRAYS_FILE, allow_pickle=False) as arrays:
            for at, each in enumerate(vectorizers):
                each.idf_ = arrays[f"idf_{at}"]
            return cls(tuple(saved["intents"]), vectorizers, arrays["weights"], arrays["intercept"])
