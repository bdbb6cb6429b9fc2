"""Whether a buyer speaks for a thing or against it.

No rating comes with a note. A text is laid beside a hundred examples, half of them for and half
against: ridge regression on their vectors, with the leaning of its words added. What comes out near
the middle is neither, and is not counted. How often it is right is in docs/benchmarks-knowledge.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge_base.articles.locales import language_of
from knowledge_base.notes.leaning import leaning
from knowledge_base.search.schemas import Stance

_RIDGE: Final = 0.3
_LEANING: Final = 0.7
_UNDECIDED: Final = 0.2

Encode = Callable[[Sequence[str]], NDArray[np.float32]]


class StanceReader:
    """`encode` is a model that knows all languages. Called from one thread at a time."""

    def __init__(self, encode: Encode) -> None:
        self._encode = encode
        self._direction: NDArray[np.float64] | None = None

    def read(self, texts: Sequence[str], *, locale: str) -> list[Stance]:
        if not texts:
            return []
        if self._direction is None:
            self._direction = self._learnt()
        language = language_of(locale)
        values = self._encode(texts) @ self._direction
        return [
            _stance(float(value) + _LEANING * leaning(text, language=language))
            for text, value in zip(texts, values, strict=True)
        ]

    def _learnt(self) -> NDArray[np.float64]:
        examples = json.loads(files(__package__).joinpath("examples.json").read_text("utf-8"))
        texts = [*examples["for"], *examples["against"]]
        signs = np.array([1.0] * len(examples["for"]) + [-1.0] * len(examples["against"]))
        rows = np.asarray(self._encode(texts), np.float64)
        kernel = rows @ rows.T + _RIDGE * np.eye(len(rows))
        return np.asarray(rows.T @ np.linalg.solve(kernel, signs))


def _stance(value: float) -> Stance:
    if abs(value) <= _UNDECIDED:
        return Stance.NEITHER
    return Stance.FOR if value > 0 else Stance.AGAINST
