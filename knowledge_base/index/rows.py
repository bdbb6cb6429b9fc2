"""The vectors of one locale and tier in memory, and which of them are nearest to a question."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

_FIRST_CAPACITY: Final = 64
_SCANNED_WHOLE: Final = 20_000
"""Up to here all vectors are compared in full: 2 ms on one core."""
_COARSE_DIMENSIONS: Final = 128
_COARSE_FOUND: Final = 400
_BASIS_SAMPLE: Final = 10_000
_MOST_OWNERS: Final = 16


class Rows:
    """Each text has one row, however many articles own it.

    Above 20,000 rows a scan compares the 128 directions in which they differ most, and the best
    400 of it in full.
    """

    def __init__(self, dimension: int) -> None:
        self.data: NDArray[np.float32] = np.zeros((_FIRST_CAPACITY, dimension), np.float32)
        self._owners: list[list[str]] = []
        self._places: dict[bytes, int] = {}
        self._free: list[int] = []
        self._basis: NDArray[np.float32] | None = None
        self._basis_rows = 0
        self._coarse: NDArray[np.float32] = np.zeros((0, _COARSE_DIMENSIONS), np.float32)
        self._projected = 0

    def __len__(self) -> int:
        return len(self._places)

    def place_of(self, text_id: bytes) -> int | None:
        return self._places.get(text_id)

    def own(self, text_id: bytes, owner: str, vector: NDArray[np.float32]) -> int:
        """The row of a text, which `owner` has from now on."""
        place = self._places.get(text_id)
        if place is None:
            place = self._free.pop() if self._free else self._grown()
            self._places[text_id] = place
            self.data[place] = vector
            if place < self._projected and self._basis is not None:
                self._coarse[place] = vector @ self._basis
        self._owners[place].append(owner)
        return place

    def disown(self, text_id: bytes, owner: str) -> bool:
        """Whether nobody is left who owns the text; its row is then free for another."""
        place = self._places[text_id]
        self._owners[place].remove(owner)
        if self._owners[place]:
            return False
        del self._places[text_id]
        self.data[place] = 0
        if place < self._projected:
            self._coarse[place] = 0
        self._free.append(place)
        return True

    def at(self, places: NDArray[np.intp]) -> NDArray[np.float32]:
        return self.data[places]

    def nearest(self, vector: NDArray[np.float32], *, most: int) -> set[str]:
        """The owners of the nearest rows. A text that very many own names none of them."""
        used = len(self._owners)
        if not self._places:
            return set()
        if used <= _SCANNED_WHOLE:
            places = _top(self.data[:used] @ vector, most)
        else:
            basis = self._project()
            coarse = self._coarse[:used] @ (vector @ basis)
            rough = _top(coarse, max(_COARSE_FOUND, most))
            places = rough[_top(self.data[rough] @ vector, most)]
        owners = (self._owners[place] for place in places)
        return {owner for each in owners if len(each) <= _MOST_OWNERS for owner in each}

    def _grown(self) -> int:
        place = len(self._owners)
        self._owners.append([])
        if place >= len(self.data):
            more = np.zeros((max(_FIRST_CAPACITY, len(self.data) // 2), self.data.shape[1]), "f4")
            self.data = np.concatenate((self.data, more))
        return place

    def _project(self) -> NDArray[np.float32]:
        """Brings the coarse rows up to date and returns their basis, which is found
        again each time they doubled."""
        used = len(self._owners)
        if self._basis is None or used > 2 * self._basis_rows:
            step = max(1, used // _BASIS_SAMPLE)
            sample = self.data[:used:step]
            _, directions = np.linalg.eigh(sample.T @ sample)
            self._basis = np.ascontiguousarray(directions[:, -_COARSE_DIMENSIONS:], np.float32)
            self._basis_rows, self._projected = used, 0
        if self._projected < used:
            if len(self._coarse) < used:
                grown = np.zeros((len(self.data), _COARSE_DIMENSIONS), np.float32)
                grown[: self._projected] = self._coarse[: self._projected]
                self._coarse = grown
            rest = slice(self._projected, used)
            self._coarse[rest] = self.data[rest] @ self._basis
            self._projected = used
        return self._basis


def _top(likeness: NDArray[np.float32], most: int) -> NDArray[np.intp]:
    if len(likeness) <= most:
        return np.arange(len(likeness))
    return np.argpartition(-likeness, most)[:most]
