"""What the index keeps on disk: one SQLite file with cut articles, vectors and a keyword index.

Everything in it can be made again from the articles, so it is never synced to the disk: a file
that a crash of the machine damaged is thrown away when it is opened. Used from one thread only.
"""

from __future__ import annotations

import json
import math
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge_base.articles.locales import language_of
from knowledge_base.index.drafts import Draft, draft_from_json, draft_to_json
from knowledge_base.index.folder import HeldFolder, hold_folder
from knowledge_base.index.passages import CUT_VERSION

_LAYOUT: Final = 3
_NAME: Final = "index.db"
_SMOOTHING: Final = 0.5
_COMMON_SHARE: Final = 0.2
_FEWEST_COMMON: Final = 50
_MOST_COMMON: Final = 500
_RAREST_WORDS: Final = 8
_TABLES: Final = """
CREATE TABLE made_by (made_by TEXT NOT NULL);
CREATE TABLE articles (
  number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, language TEXT NOT NULL,
  digest TEXT NOT NULL, draft TEXT NOT NULL
);
CREATE TABLE vectors (id BLOB PRIMARY KEY, vector BLOB NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(
  held, tokenize = "unicode61 remove_diacritics 0 tokenchars '-./_'"
);
CREATE VIRTUAL TABLE terms USING fts5vocab(words, row);
"""


@dataclass(slots=True)
class IndexFile:
    """`weight` is BM25's inverse document frequency of a word among a language's articles."""

    _held: HeldFolder
    _connection: sqlite3.Connection
    _counts: dict[str, int] = field(default_factory=dict)
    _holders: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return self._held.path / _NAME

    def digests(self) -> dict[str, str]:
        """The digest of every article in the file by its key."""
        return dict(self._connection.execute("SELECT key, digest FROM articles"))

    def drafts(self, keys: Sequence[str]) -> Iterator[Draft]:
        query = "SELECT draft FROM articles WHERE key IN (SELECT value FROM json_each(?))"
        for (draft,) in self._connection.execute(query, (json.dumps(list(keys)),)):
            yield draft_from_json(json.loads(draft))

    def vectors(self, ids: Iterable[bytes]) -> dict[bytes, NDArray[np.float32]]:
        """Those of the texts that are in the file."""
        found: dict[bytes, NDArray[np.float32]] = {}
        for text_id in ids:
            query = "SELECT vector FROM vectors WHERE id = ?"
            row = self._connection.execute(query, (text_id,)).fetchone()
            if row is not None:
                found[text_id] = np.frombuffer(row[0], np.float32)
        return found

    def put(
        self,
        drafts: Sequence[tuple[Draft, Iterable[str]]],
        fresh: Mapping[bytes, NDArray[np.float32]],
    ) -> None:
        """Keeps drafts, each with its words for the keyword index, and vectors not yet kept."""
        with self._connection as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                ((text_id, row.tobytes()) for text_id, row in fresh.items()),
            )
            for draft, words in drafts:
                self._forget(draft.key)
                language = language_of(draft.locale)
                number = connection.execute(
                    "INSERT INTO articles (key, language, digest, draft) VALUES (?, ?, ?, ?)",
                    (draft.key, language, draft.digest, json.dumps(draft_to_json(draft))),
                ).lastrowid
                connection.execute(
                    "INSERT INTO words (rowid, held) VALUES (?, ?)",
                    (number, " ".join(_term(language, word) for word in words)),
                )
        self._counts.clear()
        self._holders.clear()

    def drop(self, keys: Iterable[str], texts: Iterable[bytes]) -> None:
        with self._connection as connection:
            for key in keys:
                self._forget(key)
            connection.executemany("DELETE FROM vectors WHERE id = ?", ((one,) for one in texts))
        self._counts.clear()
        self._holders.clear()

    def weight(self, language: str, word: str) -> float:
        return rarity(self.holder_count(language, word), self.count(language))

    def holders(self, language: str, words: frozenset[str], *, most: int) -> list[str]:
        """Keys of the articles that match `words` best by BM25, best first.

        Words that a fifth of all articles hold, or very many, decide nothing and cost much.
        """
        common = max(_FEWEST_COMMON, min(self.count(language) * _COMMON_SHARE, _MOST_COMMON))
        counts = {word: self.holder_count(language, word) for word in words}
        rare = sorted((w for w, n in counts.items() if 0 < n <= common), key=lambda w: counts[w])
        if not rare:
            return []
        asked = " OR ".join(f'"{_term(language, word)}"' for word in rare[:_RAREST_WORDS])
        query = (
            "SELECT key FROM words JOIN articles ON number = words.rowid"
            " WHERE words MATCH ? ORDER BY bm25(words), key LIMIT ?"
        )
        return [key for (key,) in self._connection.execute(query, (asked, most))]

    def close(self) -> None:
        self._connection.close()
        self._held.release()

    def _forget(self, key: str) -> None:
        query = "DELETE FROM articles WHERE key = ? RETURNING number"
        for number in self._connection.execute(query, (key,)).fetchall():
            self._connection.execute("DELETE FROM words WHERE rowid = ?", number)

    def count(self, language: str) -> int:
        if language not in self._counts:
            query = "SELECT count(*) FROM articles WHERE language = ?"
            self._counts[language] = self._connection.execute(query, (language,)).fetchone()[0]
        return self._counts[language]

    def holder_count(self, language: str, word: str) -> int:
        known = self._holders.get((language, word))
        if known is None:
            query = "SELECT doc FROM terms WHERE term = ?"
            row = self._connection.execute(query, (_term(language, word),)).fetchone()
            known = self._holders[language, word] = row[0] if row else 0
        return known


def open_index_file(base: Path, *, model: str) -> IndexFile:
    """Holds a folder under `base` and opens its file; what other models or cuts left is dropped.

    A file that is damaged or half written is made anew. Raises `IndexFolderError` where no folder
    is free.
    """
    held = hold_folder(base)
    made_by = json.dumps({"layout": _LAYOUT, "model": model, "cut": CUT_VERSION})
    try:
        connection = _kept(held.path / _NAME, made_by) or _fresh(held.path, made_by)
    except BaseException:
        held.release()
        raise
    return IndexFile(held, connection)


def _kept(file: Path, made_by: str) -> sqlite3.Connection | None:
    if not file.exists():
        return None
    connection = _connect(file)
    with suppress(sqlite3.DatabaseError):
        (found,) = connection.execute("SELECT made_by FROM made_by").fetchone() or ("",)
        (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found == made_by and sound == "ok":
            return connection
    connection.close()
    return None


def _fresh(folder: Path, made_by: str) -> sqlite3.Connection:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    connection = _connect(folder / _NAME)
    with connection:
        connection.executescript(_TABLES)
        connection.execute("INSERT INTO made_by VALUES (?)", (made_by,))
    return connection


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, check_same_thread=False)
    with suppress(sqlite3.DatabaseError):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
    return connection


def rarity(holders: int, articles: int) -> float:
    """BM25's inverse document frequency of a word that so many of so many articles hold."""
    return math.log(1 + (articles - holders + _SMOOTHING) / (holders + _SMOOTHING))


def _term(language: str, word: str) -> str:
    """A word as the keyword index holds it: its rarity is that in its own language."""
    return f"{language}_{word}"
