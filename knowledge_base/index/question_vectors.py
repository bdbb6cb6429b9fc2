"""Vectors of questions, remembered: shoppers press the same suggestions, ask again in other tiers,
and the last real questions are asked anew with each preview."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.encoder import Encoder

_REMEMBERED: Final = 2_048


class QuestionVectors:
    """Used from one thread only."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._vectors: OrderedDict[tuple[str, str], NDArray[np.float32]] = OrderedDict()

    def of(self, text: str, locale: str) -> NDArray[np.float32]:
        row: NDArray[np.float32] = self.of_many([text], locale)[0]
        return row

    def of_many(self, texts: Sequence[str], locale: str) -> NDArray[np.float32]:
        """A row of unit length for each text; those not remembered are encoded together."""
        missing = list(dict.fromkeys(t for t in texts if (t, locale) not in self._vectors))
        if missing:
            rows = self._encoder.encode(missing, locale=locale)
            self._vectors.update(((t, locale), row) for t, row in zip(missing, rows, strict=True))
        found = []
        for text in texts:
            self._vectors.move_to_end((text, locale))
            found.append(self._vectors[text, locale])
        while len(self._vectors) > _REMEMBERED:
            self._vectors.popitem(last=False)
        return np.stack(found)
