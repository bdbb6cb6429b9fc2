"""What is read of texts before anything is learned, and how it is weighed against each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Callable, Optional, Sequence

import numpy as np
from scipy.sparse import csr_matrix

from bot.components.intents.encoder import SentenceReader
from bot.components.intents.kernel import Array, Features, View
from bot.components.intents.last_layer import LastLayer
from bot.components.intents.ngrams import Ngrams
from bot.components.intents.tuning import vectors_of
from bot.components.intents.universal import UniversalReader
from bot.components.masking import readable

# Letters of Chinese, Japanese and Korean.
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Shares:
    """What each has of a text's kernel. `ngrams`: of a text that the encoder reads; `universal`:
    of the rest of it; `alone`: what n-grams have of a text that only the universal encoder reads.
    """

    ngrams: float
    universal: float
    alone: float

    def weights(self, read: Array, universal: bool) -> tuple[Array, Array, Array]:
        """Square roots, for n-grams, encoder and universal encoder. `read` is 1 or 0 for each."""
        part = self.universal if universal else 0.0
        alone = self.alone if universal else 1.0
        rest = 1 - self.ngrams
        shares = (
            np.where(read > 0, self.ngrams, alone),
            np.where(read > 0, rest * (1 - part), 0.0),
            np.where(read > 0, rest * part, 1 - alone),
        )
        ngrams, encoder, rest_of_it = (np.sqrt(share).astype(np.float32) for share in shares)
        return ngrams, encoder, rest_of_it


@dataclass(frozen=True)
class Reading:
    """Of some texts. `read` is 1 where the encoder reads; `states` are of those texts alone."""

    ngrams: csr_matrix
    read: Array
    states: Sequence[Array]
    universal: Optional[Array]

    def features(self, layer: Optional[LastLayer], shares: Shares) -> Features:
        """With the encoder's vectors out of `layer`, without any where that is None."""
        read = self.read if layer is not None else np.zeros_like(self.read)
        ngrams, encoder, universal = shares.weights(read, self.universal is not None)
        views = []
        if layer is not None:
            views.append(View(self._vectors(layer), encoder))
        if self.universal is not None:
            views.append(View(self.universal, universal))
        return Features(tuple(views), self.ngrams, ngrams)

    def _vectors(self, layer: LastLayer) -> Array:
        rows = np.zeros((len(self.read), layer.width), np.float32)
        if self.states:
            rows[np.flatnonzero(self.read)] = vectors_of(layer, self.states)
        return rows


@dataclass(frozen=True)
class Readers:
    """`encoder`: the one whose last layer is tuned, None without; `all_scripts` says that it reads
    Chinese, Japanese and Korean too. `universal` is None where it is not wanted."""

    encoder: Optional[SentenceReader]
    all_scripts: bool
    universal: Optional[UniversalReader]

    def read(
        self, texts: Sequence[str], ngrams: Ngrams, progress: Told = lambda done, of: None
    ) -> Reading:
        """Of masked texts."""
        read = np.array([self._is_read(text) for text in texts], np.float32)
        spoken = [readable(text) for text in texts]
        states: Sequence[Array] = ()
        if self.encoder is not None and read.any():
            states = self.encoder.states([spoken[at] for at in np.flatnonzero(read)], progress)
        universal = self.universal.vectors(spoken) if self.universal is not None else None
        return Reading(ngrams.rows(texts), read, states, universal)

    def _is_read(self, text: str) -> bool:
        return self.encoder is not None and (self.all_scripts or not _EAST_ASIAN.search(text))
