"""Vectors on disk in Chroma: one collection per locale and tier. Used from one thread only."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.folder import HeldFolder, hold_folder
from knowledge_base.index.passages import CUT_VERSION

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

_LAYOUT: Final = 1
_PAGE: Final = 5_000
_MANIFEST: Final = "manifest.json"
_SEARCH_WIDTH: Final = 128


@dataclass(frozen=True, slots=True)
class StoredVector:
    id: str
    shelf: tuple[str, str]
    article: str
    vector: NDArray[np.float32]


@dataclass(slots=True)
class VectorStore:
    """A held folder and the Chroma client on it. `shelf` names are (locale, tier)."""

    _held: HeldFolder
    _client: Client
    _collections: dict[tuple[str, str], Collection] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return self._held.path

    def stored(self) -> Iterator[StoredVector]:
        """Every vector in the folder."""
        for collection in self._client.list_collections():
            locale, tier = collection.name.rsplit(".", 1)
            self._collections[locale, tier] = collection
            for offset in range(0, collection.count(), _PAGE):
                page = collection.get(
                    limit=_PAGE, offset=offset, include=["embeddings", "metadatas"]
                )
                vectors = np.asarray(page["embeddings"], dtype=np.float32)
                metadatas = page["metadatas"] or []
                for vector_id, vector, metadata in zip(
                    page["ids"], vectors, metadatas, strict=True
                ):
                    yield StoredVector(vector_id, (locale, tier), str(metadata["article"]), vector)

    def put(
        self, shelf: tuple[str, str], ids: Sequence[str], article: str, vectors: NDArray[np.float32]
    ) -> None:
        if ids:
            self._collection(shelf).upsert(
                ids=list(ids), embeddings=vectors, metadatas=[{"article": article} for _ in ids]
            )

    def drop(self, shelf: tuple[str, str], ids: Sequence[str]) -> None:
        if ids:
            self._collection(shelf).delete(ids=list(ids))

    def nearest(
        self, shelf: tuple[str, str], vector: NDArray[np.float32], *, most: int
    ) -> list[str]:
        """Keys of the articles that own the nearest vectors, nearest first."""
        if shelf not in self._collections:
            return []
        found = self._collection(shelf).query(
            query_embeddings=vector[np.newaxis, :], n_results=most, include=["metadatas"]
        )
        metadatas = (found["metadatas"] or [[]])[0]
        return list(dict.fromkeys(str(metadata["article"]) for metadata in metadatas))

    def close(self) -> None:
        self._client.close()
        self._held.release()

    def _collection(self, shelf: tuple[str, str]) -> Collection:
        if shelf not in self._collections:
            self._collections[shelf] = self._client.get_or_create_collection(
                ".".join(shelf),
                configuration={"hnsw": {"space": "cosine", "ef_search": _SEARCH_WIDTH}},
                embedding_function=None,
            )
        return self._collections[shelf]


def open_vectors(base: Path, *, model: str) -> tuple[VectorStore, list[StoredVector]]:
    """Holds a folder under `base` and reads it; what other models or cuts left is dropped.

    A folder that Chroma cannot read is emptied too: all of it can be made again from the articles.
    Raises `IndexFolderError` where no folder is free.
    """
    held = hold_folder(base)
    made_by = {"layout": _LAYOUT, "model": model, "cut": CUT_VERSION}
    try:
        try:
            store, stored = _read(held, _kept_data(held.path, made_by))
        except Exception:
            # Chroma raises many unrelated types for a damaged folder; none is worth telling apart.
            store, stored = _read(held, _fresh_data(held.path, made_by))
    except BaseException:
        held.release()
        raise
    return store, stored


def _read(held: HeldFolder, data: Path) -> tuple[VectorStore, list[StoredVector]]:
    """Also asks each collection once: a damaged graph shows only when it is searched."""
    client = _client(data)
    try:
        store = VectorStore(held, client)
        stored = list(store.stored())
        for shelf, row in {row.shelf: row for row in stored}.items():
            store.nearest(shelf, row.vector, most=1)
    except BaseException:
        client.close()
        raise
    return store, stored


def _client(path: Path) -> Client:
    from chromadb.api.client import Client
    from chromadb.config import Settings

    return Client(
        settings=Settings(
            is_persistent=True, persist_directory=str(path), anonymized_telemetry=False
        )
    )


def _kept_data(path: Path, made_by: dict[str, object]) -> Path:
    try:
        manifest = json.loads((path / _MANIFEST).read_text(encoding="utf-8"))
        data = path / str(manifest["data"])
        if manifest["made_by"] == made_by and data.is_dir():
            return data
    except (OSError, ValueError, KeyError, TypeError):
        pass  # missing, half written or of another time: made anew below
    return _fresh_data(path, made_by)


def _fresh_data(path: Path, made_by: dict[str, object]) -> Path:
    """An empty folder with a new name: Chroma remembers a folder that it failed to open."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True, exist_ok=True)
    data = Path(mkdtemp(prefix="vectors-", dir=path))
    manifest = {"made_by": made_by, "data": data.name}
    (path / _MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return data
