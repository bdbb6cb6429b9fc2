"""Texts to vectors: what the index asks of a model, and which model speaks for which language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge_base.articles.locales import language_of


@dataclass(frozen=True, slots=True)
class Calibration:
    """How a model's cosines become a score, and from which score on a passage is said.

    `words` is the share of common words in the likeness of two texts, the cosine has the rest.
    `answers_within` is for a product's own texts, which are asked without its name.
    Measured per model; docs/decisions/0006-retrieval-score.md has the figures and the commands.
    """

    words: float
    answers_from: float
    answers_within: float = 0.40


class Encoder(Protocol):
    @property
    def name(self) -> str:
        """Names the model and its version: vectors under different names are never compared."""
        ...

    def encode(self, texts: Sequence[str], *, locale: str) -> NDArray[np.float32]:
        """One row of unit length for each text, called from one thread at a time.

        All rows of one locale have the same length.
        """
        ...

    def calibration(self, locale: str) -> Calibration: ...


class LanguageEncoder:
    """Gives each text to the model of its locale's language, or to the one for all others."""

    def __init__(self, by_language: Mapping[str, Encoder], *, others: Encoder) -> None:
        self._by_language = dict(by_language)
        self._others = others

    @property
    def name(self) -> str:
        named = [f"{code}={one.name}" for code, one in sorted(self._by_language.items())]
        return ",".join((*named, f"*={self._others.name}"))

    def encode(self, texts: Sequence[str], *, locale: str) -> NDArray[np.float32]:
        return self._of(locale).encode(texts, locale=locale)

    def calibration(self, locale: str) -> Calibration:
        return self._of(locale).calibration(locale)

    def _of(self, locale: str) -> Encoder:
        return self._by_language.get(language_of(locale), self._others)


def bundled_encoder(english: Path) -> Encoder:
    """The models that come with our packages: MiniLM for English, a multilingual one for others.

    `english` is the folder that `ensure_encoder` returned. No model is loaded before the first
    text. Raises `EncoderDamagedError`.
    """
    from knowledge_base.index.preparation import open_encoder
    from knowledge_base.index.universal_encoder import UniversalEncoder

    return LanguageEncoder({"en": open_encoder(english)}, others=UniversalEncoder())
