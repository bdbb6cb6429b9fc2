"""The last layer of a sentence encoder of BERT's family in numpy, forward and backward.

Post-norm as in BERT: attention, sum and norm, feed-forward with GELU, sum and norm; then the mean
over the tokens, scaled to unit length. Texts of a batch are packed one behind the other, so that
products spend nothing on padding; only attention sees them as a padded block.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Weights = dict[str, Array]

_ATTENTION = ("query", "key", "value")


def weights_from_bert(arrays: Mapping[str, Array]) -> Weights:
    """BERT's own names and shapes to ours: products from the right, attention's three in one."""
    inputs = [f"attention.self.{name}" for name in _ATTENTION]
    made = {
        "attend": np.concatenate([arrays[f"{name}.weight"].T for name in inputs], axis=1),
        "attend_bias": np.concatenate([arrays[f"{name}.bias"] for name in inputs]),
        "merge": arrays["attention.output.dense.weight"].T,
        "merge_bias": arrays["attention.output.dense.bias"],
        "norm1": arrays["attention.output.LayerNorm.weight"],
        "norm1_bias": arrays["attention.output.LayerNorm.bias"],
        "widen": arrays["intermediate.dense.weight"].T,
        "widen_bias": arrays["intermediate.dense.bias"],
        "narrow": arrays["output.dense.weight"].T,
        "narrow_bias": arrays["output.dense.bias"],
        "norm2": arrays["output.LayerNorm.weight"],
        "norm2_bias": arrays["output.LayerNorm.bias"],
    }
    return {name: np.ascontiguousarray(value, np.float32) for name, value in made.items()}


@dataclass(frozen=True)
class Packing:
    """Where the tokens of several texts lie: `places` are theirs in a block of texts by `width`."""

    counts: NDArray[np.int64]
    starts: NDArray[np.int64]
    places: NDArray[np.int64]
    width: int

    @classmethod
    def of(cls, lengths: Sequence[int]) -> "Packing":
        counts = np.asarray(lengths, np.int64)
        width = int(counts.max())
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64)
        within = np.arange(int(counts.sum())) - np.repeat(starts, counts)
        return cls(
            counts, starts, np.repeat(np.arange(len(counts)), counts) * width + within, width
        )

    def block(self, rows: Array) -> Array:
        """Texts by width by features, zero where a text has ended."""
        padded = np.zeros((len(self.counts) * self.width, rows.shape[1]), np.float32)
        padded[self.places] = rows
        return padded.reshape(len(self.counts), self.width, -1)

    def beyond(self) -> NDArray[np.bool_]:
        """True where a text of the block has ended."""
        ended: NDArray[np.bool_] = np.arange(self.width)[None, :] >= self.counts[:, None]
        return ended


class LastLayer:
    """Reads `weights` and never changes them. `heads` and `epsilon` are the encoder's own."""

    def __init__(self, weights: Weights, heads: int, epsilon: float) -> None:
        self.weights = weights
        self.heads = heads
        self.epsilon = epsilon

    @property
    def width(self) -> int:
        return len(self.weights["norm2"])

    def vectors(self, states: Sequence[Array]) -> Array:
        """A row of unit length for each text. Batches should be of like lengths, and small."""
        return Pass(
            self, np.concatenate(states), Packing.of([len(each) for each in states])
        ).vectors

    def norm(self, rows: Array, name: str) -> tuple[Array, Array, Array]:
        """The layer norm, and what its gradient needs: the normed rows and their scale."""
        centred = rows - rows.mean(axis=1, keepdims=True)
        scale = 1 / np.sqrt(
            np.square(centred).mean(axis=1, keepdims=True) + np.float32(self.epsilon)
        )
        centred *= scale
        return centred * self.weights[name] + self.weights[f"{name}_bias"], centred, scale


class Pass:
    """One batch through the layer. Keeps what `gradients` needs."""

    def __init__(self, layer: LastLayer, rows: Array, packing: Packing) -> None:
        weights = layer.weights
        self._layer, self._rows, self._packing = layer, rows, packing
        self._attention()
        merged = self._context @ weights["merge"] + weights["merge_bias"] + rows
        self._middle, self._normed1, self._scale1 = layer.norm(merged, "norm1")
        self._wide = self._middle @ weights["widen"] + weights["widen_bias"]
        self._normal = _normal_cdf(self._wide)
        self._active = self._wide * self._normal
        out = self._active @ weights["narrow"] + weights["narrow_bias"] + self._middle
        tokens, self._normed2, self._scale2 = layer.norm(out, "norm2")
        means = np.add.reduceat(tokens, packing.starts, axis=0) / packing.counts[:, None]
        self._lengths = np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)
        self.vectors: Array = (means / self._lengths).astype(np.float32)

    def _attention(self) -> None:
        weights, packing, heads = self._layer.weights, self._packing, self._layer.heads
        block = packing.block(self._rows @ weights["attend"] + weights["attend_bias"])
        texts, width, total = block.shape
        size = total // (3 * heads)
        split = block.reshape(texts, width, 3, heads, size).transpose(2, 0, 3, 1, 4)
        self._query, self._key, self._value = (np.ascontiguousarray(part) for part in split)
        self._root = np.float32(1 / np.sqrt(size))
        scores = (self._query @ self._key.swapaxes(2, 3)) * self._root
        scores -= np.where(packing.beyond(), np.float32(1e9), np.float32(0))[:, None, None, :]
        scores -= scores.max(axis=3, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=3, keepdims=True)
        self._shares = scores
        context = (scores @ self._value).transpose(0, 2, 1, 3).reshape(texts * width, -1)
        self._context = context[packing.places]

    def gradients(self, vectors: Array) -> Weights:
        """Of each weight, from the gradients of the vectors."""
        weights, found = self._layer.weights, Weights()
        along = (vectors * self.vectors).sum(axis=1, keepdims=True)
        means = (vectors - along * self.vectors) / self._lengths
        counts = self._packing.counts
        tokens = np.repeat((means / counts[:, None]).astype(np.float32), counts, axis=0)
        out = self._back_norm(tokens, "norm2", self._normed2, self._scale2, found)
        active = _back_product(out, self._active, weights, "narrow", found)
        density = np.exp(-0.5 * np.square(self._wide)) * np.float32(1 / np.sqrt(2 * np.pi))
        wide = active * (self._normal + self._wide * density)
        middle = out + _back_product(wide, self._middle, weights, "widen", found)
        merged = self._back_norm(middle, "norm1", self._normed1, self._scale1, found)
        self._back_attention(_back_product(merged, self._context, weights, "merge", found), found)
        return found

    def _back_norm(
        self, rows: Array, name: str, normed: Array, scale: Array, found: Weights
    ) -> Array:
        found[name] = (rows * normed).sum(axis=0)
        found[f"{name}_bias"] = rows.sum(axis=0)
        inner = rows * self._layer.weights[name]
        inner -= inner.mean(axis=1, keepdims=True) + normed * (inner * normed).mean(
            axis=1, keepdims=True
        )
        inner *= scale
        return inner

    def _back_attention(self, context: Array, found: Weights) -> None:
        packing = self._packing
        texts, heads, width, size = self._query.shape
        block = packing.block(context).reshape(texts, width, heads, size).transpose(0, 2, 1, 3)
        value = self._shares.swapaxes(2, 3) @ block
        shares = block @ self._value.swapaxes(2, 3)
        shares -= (shares * self._shares).sum(axis=3, keepdims=True)
        shares *= self._shares
        shares *= self._root
        parts = np.stack([shares @ self._key, shares.swapaxes(2, 3) @ self._query, value])
        flat = parts.transpose(1, 3, 0, 2, 4).reshape(texts * width, -1)[packing.places]
        found["attend"] = self._rows.T @ flat
        found["attend_bias"] = flat.sum(axis=0)


def _back_product(rows: Array, given: Array, weights: Weights, name: str, found: Weights) -> Array:
    found[name] = given.T @ rows
    found[f"{name}_bias"] = rows.sum(axis=0)
    back: Array = rows @ weights[name].T
    return back


def _normal_cdf(values: Array) -> Array:
    """The standard normal distribution's, to 1e-7 (Abramowitz and Stegun, 7.1.26).

    scipy's `erf` takes fifteen times as long on single floats.
    """
    size = np.abs(values) * np.float32(np.sqrt(0.5))
    step = 1 / (1 + np.float32(0.3275911) * size)
    tail = np.full_like(step, 1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail *= step
        tail += np.float32(factor)
    tail *= step
    tail *= np.exp(-np.square(size))
    tail *= np.float32(0.5)
    return np.where(values > 0, 1 - tail, tail)
