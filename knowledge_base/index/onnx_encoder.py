"""A prepared sentence encoder behind the index's `Encoder`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.encoder import Calibration
from knowledge_base.index.onnx_model import OnnxModel


class OnnxEncoder:
    """`folder` is what `ensure_encoder` returned. Raises `EncoderDamagedError`."""

    def __init__(self, folder: Path, calibration: Calibration) -> None:
        self._model = OnnxModel(folder)
        self._calibration = calibration

    @property
    def name(self) -> str:
        return self._model.name

    def calibration(self, locale: str) -> Calibration:
        return self._calibration

    def encode(self, texts: Sequence[str], *, locale: str) -> NDArray[np.float32]:
        return self._model.encode(texts)
