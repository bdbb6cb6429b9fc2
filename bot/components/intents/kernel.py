"""Kernel ridge regression on intents, with every example's left-out scores in closed form.

The kernel of two texts is a weighted sum: of a radial one over each view of sentence vectors, and
of a linear one over n-grams. How much each has of a text is the text's own (`Shares`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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
    ridge: float


@dataclass(frozen=True)
class View:
    """Vectors of unit length, a row for each text. `weights` are the square roots of the share
    that the view has of each text's kernel: 0 where the text has no vector in it."""

    vectors: Array
    weights: Array


@dataclass(frozen=True)
class Features:
    """Of some texts. The squares of a text's weights add up to 1 at most."""

    views: tuple[View, ...]
    ngrams: csr_matrix
    ngram_weights: Array


@dataclass(frozen=True)
class Supports:
    """Of one view: the vectors of the examples that have one, and what each says of each intent."""

    vectors: Array
    coefficients: Array


class KernelMachine:
    """Scores near 1 for the right intent and near 0 for others; they are no probabilities."""

    def __init__(
        self,
        settings: KernelSettings,
        supports: tuple[Supports, ...],
        term_weights: NDArray[np.floating[Any]],
    ) -> None:
        """`supports` are in the order of the features' views. `term_weights` (terms by intents) may
        be of half precision: only those of a text's own terms are read."""
        self.settings = settings
        self.supports = supports
        self.term_weights = term_weights

    def scores(self, features: Features) -> Array:
        found = _ngram_scores(features.ngrams, self.term_weights)
        found *= features.ngram_weights[:, None]
        for view, support in zip(features.views, self.supports, strict=True):
            rows = np.flatnonzero(view.weights)
            if len(rows) and len(support.vectors):
                similar = _radial(view.vectors[rows], support.vectors, self.settings.sharpness)
                found[rows] += (similar @ support.coefficients) * view.weights[rows, None]
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
    terms = features.ngrams.T @ (duals * features.ngram_weights[:, None])
    supports = tuple(_supports(view, duals) for view in features.views)
    machine = KernelMachine(settings, supports, np.asarray(terms, np.float32))
    return machine, left_out.astype(np.float32)


def _ngram_scores(ngrams: csr_matrix, weights: NDArray[np.floating[Any]]) -> Array:
    found = np.zeros((ngrams.shape[0], weights.shape[1]), np.float32)
    for row in range(len(found)):
        terms = slice(ngrams.indptr[row], ngrams.indptr[row + 1])
        found[row] = ngrams.data[terms] @ weights[ngrams.indices[terms]].astype(np.float32)
    return found


def _supports(view: View, duals: Array) -> Supports:
    rows = np.flatnonzero(view.weights)
    return Supports(view.vectors[rows], duals[rows] * view.weights[rows, None])


def _kernel(features: Features, settings: KernelSettings) -> Array:
    count = len(features.ngram_weights)
    kernel = np.zeros((count, count), np.float32)
    by_term = features.ngrams.T.tocsr()
    for start in range(0, count, _ROWS):
        rows = slice(start, start + _ROWS)
        part = (features.ngrams[rows] @ by_term).toarray()
        part *= np.outer(features.ngram_weights[rows], features.ngram_weights)
        for view in features.views:
            similar = _radial(view.vectors[rows], view.vectors, settings.sharpness)
            part += similar * np.outer(view.weights[rows], view.weights)
        kernel[rows] = part
    return kernel


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
