"""Kernel ridge regression on intents, with every example's left-out scores in closed form.

The kernel of two texts is the mean of a radial one over each view of sentence vectors, and a
linear one over n-grams with a share of its own. A text without vectors has n-grams alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import lapack
from scipy.sparse import csr_matrix

Array = NDArray[np.float32]

# Rows of the kernel made at once: what stands beside it in memory stays small.
_ROWS = 512


@dataclass(frozen=True)
class KernelSettings:
    """`sharpness` is how fast similarity falls with the cosine: exp(sharpness * (cosine - 1))."""

    sharpness: float
    ngram_share: float
    ridge: float


@dataclass(frozen=True)
class Features:
    """Of some texts. `read` is 1 where a text has vectors (of unit length), else 0."""

    views: tuple[Array, ...]
    ngrams: csr_matrix
    read: Array

    def take(self, rows: slice) -> "Features":
        return Features(tuple(v[rows] for v in self.views), self.ngrams[rows], self.read[rows])


class KernelMachine:
    """Scores near 1 for the right intent and near 0 for others; they are no probabilities."""

    def __init__(
        self,
        settings: KernelSettings,
        views: tuple[Array, ...],
        coefficients: Array,
        term_weights: Array,
    ) -> None:
        """`coefficients`: of each example that has vectors, for each intent; `views` likewise."""
        self.settings = settings
        self.views = views
        self.coefficients = coefficients
        self.term_weights = term_weights

    def scores(self, features: Features) -> Array:
        found = np.asarray(features.ngrams @ self.term_weights, np.float32)
        found *= _ngram_weights(self.settings, features.read)[:, None]
        read = np.flatnonzero(features.read)
        if len(read) and len(self.coefficients):
            similar = np.zeros((len(read), len(self.coefficients)), np.float32)
            for mine, theirs in zip(features.views, self.views, strict=True):
                similar += _radial(mine[read], theirs, self.settings.sharpness)
            similar /= np.float32(len(self.views))
            found[read] += similar @ self.coefficients
        return found


def fit(
    features: Features, targets: Array, weights: Array, settings: KernelSettings
) -> tuple[KernelMachine, Array]:
    """The machine, and the scores that each example would get had it been left out.

    `targets` has a row for each example and a column for each intent; an example of weight 2
    counts as if it were there twice. Takes 4 bytes for each pair of examples, twice.
    """
    kernel = _kernel(features, settings)
    at = np.arange(len(kernel))
    kernel[at, at] += np.float32(settings.ridge) / weights
    # The kernel is symmetric, so that its transpose is itself in the order that LAPACK works in.
    factor, failed = lapack.spotrf(kernel.T, lower=1, clean=1, overwrite_a=1)
    if failed:
        raise ArithmeticError(f"the kernel is not positive definite ({failed})")
    inverse, _ = lapack.strtri(factor, lower=1, overwrite_c=1)
    duals = inverse.T @ (inverse @ targets)
    diagonal = np.einsum("ij,ij->j", inverse, inverse)
    left_out = targets - duals / diagonal[:, None]
    terms = features.ngrams.T @ (duals * _ngram_weights(settings, features.read)[:, None])
    read = np.flatnonzero(features.read)
    coefficients = duals[read] * np.float32(np.sqrt(1 - settings.ngram_share))
    coefficients *= np.float32(np.sqrt(1 - settings.ngram_share))
    views = tuple(view[read] for view in features.views)
    machine = KernelMachine(settings, views, coefficients, np.asarray(terms, np.float32))
    return machine, left_out.astype(np.float32)


def _kernel(features: Features, settings: KernelSettings) -> Array:
    count = len(features.read)
    kernel = np.zeros((count, count), np.float32)
    vector_weights = features.read * np.float32(np.sqrt(1 - settings.ngram_share))
    ngram_weights = _ngram_weights(settings, features.read)
    by_term = features.ngrams.T.tocsr()
    for start in range(0, count, _ROWS):
        rows = slice(start, start + _ROWS)
        part = kernel[rows]
        for view in features.views:
            part += _radial(view[rows], view, settings.sharpness)
        part *= np.outer(vector_weights[rows], vector_weights) / max(1, len(features.views))
        shared = (features.ngrams[rows] @ by_term).toarray()
        part += shared * np.outer(ngram_weights[rows], ngram_weights)
    return kernel


def _ngram_weights(settings: KernelSettings, read: Array) -> Array:
    """Square roots of the n-grams' share: all of it for a text without vectors."""
    share = np.float32(np.sqrt(settings.ngram_share))
    return np.where(read > 0, share, np.float32(1)).astype(np.float32)


def _radial(mine: Array, theirs: Array, sharpness: float) -> Array:
    similar: Array = mine @ theirs.T
    similar -= 1
    similar *= np.float32(sharpness)
    np.exp(similar, out=similar)
    return similar


def one_hot(intents: NDArray[np.int64], count: int) -> Array:
    rows = np.zeros((len(intents), count), np.float32)
    rows[np.arange(len(intents)), intents] = 1
    return rows
