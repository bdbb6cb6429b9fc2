"""TF-IDF of word 1-2-grams and of character 2-4-grams within words, each row of unit length.

Character n-grams carry misspellings, and Chinese, which is not segmented at all.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Callable, Mapping, Optional, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

Array = NDArray[np.float32]

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


@dataclass(frozen=True)
class _Part:
    """A vectorizer's parts."""

    analyse: Callable[[str], list[str]]
    places: Mapping[str, int]
    idf: Array

    @classmethod
    def of(cls, vectorizer: TfidfVectorizer) -> "_Part":
        idf = np.asarray(vectorizer.idf_, np.float32)
        return cls(vectorizer.build_analyzer(), vectorizer.vocabulary_, idf)

    def weighted(self, text: str) -> tuple[NDArray[np.int32], Array]:
        """Of the terms that are known: their places, and their weights, of unit length."""
        known = (self.places.get(term) for term in self.analyse(text))
        counts = sorted(Counter(place for place in known if place is not None).items())
        places = np.array([place for place, _ in counts], np.int32)
        often = np.array([count for _, count in counts], np.float32)
        weights = (np.log(often) + 1) * self.idf[places]
        length = np.sqrt(weights @ weights)
        return places, weights / length if length else weights


class Ngrams:
    """Immutable once made; `fit` and `restore` are the ways to make one."""

    def __init__(self, vectorizers: tuple[TfidfVectorizer, ...]) -> None:
        self._vectorizers = vectorizers
        self._parts = tuple(_Part.of(each) for each in vectorizers)

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
        if len(texts) == 1:
            return self._row(texts[0])
        found = hstack([each.transform(texts) for each in self._vectorizers], format="csr")
        found.data *= np.float32(np.sqrt(1 / len(PARTS)))
        return found

    def _row(self, text: str) -> csr_matrix:
        """The same at a fifth of the time, most of which is what is checked in between."""
        places, values, start = [], [], 0
        for part in self._parts:
            at, weights = part.weighted(text)
            places.append(at + start)
            values.append(weights * np.float32(np.sqrt(1 / len(PARTS))))
            start += len(part.idf)
        row = np.concatenate(values)
        return csr_matrix((row, np.concatenate(places), [0, len(row)]), shape=(1, start))

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
