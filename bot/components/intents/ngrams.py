"""TF-IDF of word 1-2-grams and of character 2-4-grams within words, each row of unit length.

Character n-grams carry misspellings, and Chinese, which is not segmented at all.
"""

from __future__ import annotations

from typing import Any, Mapping, Optional, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

# A Chinese letter counts as a word by itself, so that words of two letters are word 2-grams.
WORD = r"(?u)[\u3400-\u9fff]|[^\W\u3400-\u9fff]+"
PARTS = ("words", "letters")


def _vectorizer(part: str, vocabulary: Optional[dict[str, int]]) -> TfidfVectorizer:
    shared: dict[str, Any] = {
        "lowercase": False,
        "sublinear_tf": True,
        "dtype": np.float32,
        "vocabulary": vocabulary,
    }
    if part == "words":
        return TfidfVectorizer(ngram_range=(1, 2), token_pattern=WORD, **shared)
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), **shared)


class Ngrams:
    """Immutable once made; `fit` and `restore` are the ways to make one."""

    def __init__(self, vectorizers: tuple[TfidfVectorizer, ...]) -> None:
        self._vectorizers = vectorizers

    @classmethod
    def fit(cls, texts: Sequence[str]) -> "Ngrams":
        """`texts` must be in lower case, and hold a letter somewhere."""
        return cls(tuple(_vectorizer(part, None).fit(texts) for part in PARTS))

    @classmethod
    def restore(
        cls, terms: Mapping[str, Sequence[str]], weights: Mapping[str, NDArray[np.float32]]
    ) -> "Ngrams":
        """From what `terms` and `weights` gave."""
        made = []
        for part in PARTS:
            vectorizer = _vectorizer(part, {term: at for at, term in enumerate(terms[part])})
            vectorizer.idf_ = weights[part]
            made.append(vectorizer)
        return cls(tuple(made))

    def rows(self, texts: Sequence[str]) -> csr_matrix:
        """A row for each text, of unit length, or shorter where it has no term that is known."""
        found = hstack([each.transform(texts) for each in self._vectorizers], format="csr")
        found.data *= np.float32(np.sqrt(1 / len(PARTS)))
        return found

    def terms(self) -> dict[str, list[str]]:
        return {
            part: list(each.get_feature_names_out())
            for part, each in zip(PARTS, self._vectorizers, strict=True)
        }

    def weights(self) -> dict[str, NDArray[np.float32]]:
        return {
            part: np.asarray(each.idf_, np.float32)
            for part, each in zip(PARTS, self._vectorizers, strict=True)
        }
