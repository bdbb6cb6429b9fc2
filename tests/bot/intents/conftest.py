from __future__ import annotations

import numpy as np
import pytest

from bot.components.intents.last_layer import LastLayer, Weights

WIDTH, INNER, HEADS = 8, 16, 2
SHAPES = {
    "attend": (WIDTH, 3 * WIDTH), "merge": (WIDTH, WIDTH), "norm1": (WIDTH,),
    "widen": (WIDTH, INNER), "narrow": (INNER, WIDTH), "norm2": (WIDTH,),
}  # fmt: skip


@pytest.fixture
def layer() -> LastLayer:
    random = np.random.default_rng(3)
    weights: Weights = {}
    for name, shape in SHAPES.items():
        weights[name] = random.normal(0, 0.5, shape).astype(np.float32)
        weights[f"{name}_bias"] = random.normal(0, 0.5, shape[-1]).astype(np.float32)
    return LastLayer(weights, HEADS, 1e-12)
