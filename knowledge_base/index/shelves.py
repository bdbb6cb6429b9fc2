"""Published articles in memory beside their stored vectors: candidates here, exact scores there.

Used from one thread only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.encoder import Encoder
from knowledge_base.index.entries import Draft, Entry, Unit, encoded
from knowledge_base.index.lexicon import Lexicon
from knowledge_base.index.scoring import Question, Scored, score_entry
from knowledge_base.index.vectors import StoredVector, VectorStore

_FEWEST_NEAREST: Final = 48
_NEAREST_PER_RESULT: Final = 8
_BY_WORDS: Final = 24


class Shelves:
    """What can be found now. Chroma and the words name candidates, which are scored exactly."""

    def __init__(
        self, store: VectorStore, encoder: Encoder, stored: Iterable[StoredVector]
    ) -> None:
        self._store = store
        self._encoder = encoder
        self._entries: dict[str, Entry] = {}
        self._lexicons: defaultdict[str, Lexicon] = defaultdict(Lexicon)
        self._by_product: defaultdict[str, set[str]] = defaultdict(set)
        self._leftover: dict[str, dict[str, NDArray[np.float32]]] = {}
        self._leftover_shelf: dict[str, tuple[str, str]] = {}
        for row in stored:
            self._leftover.setdefault(row.article, {})[row.id] = row.vector
            self._leftover_shelf[row.article] = row.shelf

    def __len__(self) -> int:
        return len(self._entries)

    def keys(self) -> frozenset[str]:
        return frozenset(self._entries) | frozenset(self._leftover)

    def locales(self) -> frozenset[str]:
        return frozenset(entry.draft.locale for entry in self._entries.values())

    def put(self, drafts: Iterable[Draft]) -> int:
        """Takes articles in or brings them up to date; returns how many texts were encoded."""
        batch = tuple(drafts)
        known = {draft.key: self._known_vectors(draft.key) for draft in batch}
        missing: defaultdict[str, list[Unit]] = defaultdict(list)
        for draft in batch:
            missing[draft.locale] += [u for u in draft.units if u.id not in known[draft.key]]
        fresh: dict[str, NDArray[np.float32]] = {}
        for locale, units in missing.items():
            if units:
                rows = self._encoder.encode([unit.text for unit in units], locale=locale)
                fresh.update(zip((unit.id for unit in units), rows, strict=True))
        for draft in batch:
            self._store_draft(draft, known[draft.key], fresh)
        return len(fresh)

    def drop(self, keys: Iterable[str]) -> None:
        for key in keys:
            known, shelf = self._known_vectors(key), self._shelf_of(key)
            if shelf is not None:
                self._store.drop(shelf, tuple(known))
            self._forget(key)

    def find(
        self,
        asked: Question,
        *,
        locale: str,
        tiers: Collection[str],
        product_id: str | None,
        most: int,
    ) -> list[Scored]:
        """The best articles of a locale, best first; of equal ones the more trusted tier first."""
        lexicon = self._lexicons.get(locale)
        if lexicon is None:
            return []
        if product_id is None:
            keys = self._candidates(asked, lexicon, locale, tiers, most)
        else:
            keys = self._by_product.get(product_id, set())
        entries = (self._entries[key] for key in keys)
        scored = [
            score_entry(asked, entry, lexicon)
            for entry in entries
            if entry.draft.locale == locale and entry.draft.tier in tiers
        ]
        scored.sort(key=lambda found: (-found.score, found.entry.draft.tier != "official"))
        return scored[:most]

    def _candidates(
        self, asked: Question, lexicon: Lexicon, locale: str, tiers: Collection[str], most: int
    ) -> set[str]:
        nearest = max(_FEWEST_NEAREST, most * _NEAREST_PER_RESULT)
        keys = set(lexicon.holders(asked.words | asked.codes, most=_BY_WORDS + most))
        for tier in tiers:
            keys.update(self._store.nearest((locale, tier), asked.vector, most=nearest))
        return keys & self._entries.keys()

    def _store_draft(
        self,
        draft: Draft,
        known: Mapping[str, NDArray[np.float32]],
        fresh: Mapping[str, NDArray[np.float32]],
    ) -> None:
        shelf, before = (draft.locale, draft.tier), self._shelf_of(draft.key)
        vectors = {unit.id: known.get(unit.id, fresh.get(unit.id)) for unit in draft.units}
        kept = {unit_id: row for unit_id, row in vectors.items() if row is not None}
        moved = before is not None and before != shelf
        new = [unit_id for unit_id in kept if moved or unit_id not in known]
        if before is not None:
            self._store.drop(before, [i for i in known if moved or i not in kept])
        self._store.put(shelf, new, draft.key, np.asarray([kept[i] for i in new], np.float32))
        self._forget(draft.key)
        self._remember(encoded(draft, list(kept.values())))

    def _known_vectors(self, key: str) -> Mapping[str, NDArray[np.float32]]:
        entry = self._entries.get(key)
        if entry is None:
            return self._leftover.get(key, {})
        return {u.id: row for u, row in zip(entry.draft.units, entry.vectors, strict=True)}

    def _shelf_of(self, key: str) -> tuple[str, str] | None:
        entry = self._entries.get(key)
        if entry is None:
            return self._leftover_shelf.get(key)
        return entry.draft.locale, entry.draft.tier

    def _remember(self, entry: Entry) -> None:
        self._entries[entry.key] = entry
        self._lexicons[entry.draft.locale].add(entry.key, entry.words)
        if entry.draft.product_id:
            self._by_product[entry.draft.product_id].add(entry.key)

    def _forget(self, key: str) -> None:
        self._leftover.pop(key, None)
        self._leftover_shelf.pop(key, None)
        entry = self._entries.pop(key, None)
        if entry is None:
            return
        self._lexicons[entry.draft.locale].remove(key, entry.words)
        if entry.draft.product_id:
            self._by_product[entry.draft.product_id].discard(key)
