"""What all articles of a shop have in common says little about any one of them.

Of two texts about parcels, in a shop where every article is about parcels, the likeness that is
left when the common directions are damped tells more. That likeness is the cosine after a
regularised whitening: with C the mean outer product of the articles' vectors, eigenvalues c and
eigenvectors u,

    <x, y> = x.y - sum over u of c / (c + DAMPING) * (u.x)(u.y)

which is eps * x' (C + eps)^-1 y, kept to the leading eigenvectors. The figures are in
docs/decisions/0013-likeness-beyond-what-all-share.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

DAMPING: Final = 0.01
MOST_SHARE: Final = 0.4
HALF_SHARE_AT: Final = 20
"""So many articles give the damped likeness half of its share: few show little in common."""
_DIRECTIONS: Final = 64
_TINY: Final = 1e-6


@dataclass(frozen=True, slots=True)
class SharedDirections:
    """`share` is the part of the damped likeness in a likeness, the plain cosine has the rest."""

    directions: NDArray[np.float32]
    damped: NDArray[np.float32]
    share: float

    @classmethod
    def of(cls, vectors: NDArray[np.float32], article_of: NDArray[np.intp]) -> Self:
        """`article_of` numbers, from 0 on, the article of each vector; articles count alike."""
        sizes = np.bincount(article_of)
        weighted = vectors / np.sqrt(sizes[article_of])[:, np.newaxis]
        values, directions = np.linalg.eigh(weighted.T @ weighted / len(sizes))
        leading = np.maximum(values[-_DIRECTIONS:], 0.0)
        return cls(
            np.ascontiguousarray(directions[:, -_DIRECTIONS:], np.float32),
            (leading / (leading + DAMPING)).astype(np.float32),
            MOST_SHARE * len(sizes) / (len(sizes) + HALF_SHARE_AT),
        )

    def likeness(
        self, vectors: NDArray[np.float32], asked: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Of each row to the question, all of unit length: 0 to 1."""
        cosines = vectors @ asked
        along, along_asked = vectors @ self.directions, asked @ self.directions
        shared = (along * self.damped) @ along_asked
        lengths = np.sqrt(np.maximum(1 - np.square(along) @ self.damped, _TINY))
        asked_length = np.sqrt(max(1 - float(np.square(along_asked) @ self.damped), _TINY))
        damped = (cosines - shared) / (lengths * asked_length)
        mixed = (1 - self.share) * np.clip(cosines, 0, 1) + self.share * np.clip(damped, 0, 1)
        return np.asarray(mixed, np.float32)
