"""This process's view of the published articles, kept at the database's revision.

Everything that touches the model or the index's file runs on one thread of its own, in small
jobs, so that searches are answered between the steps of a long build and the event loop never
waits.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

import structlog
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from knowledge_base.articles.repository import (
    knowledge_revision,
    live_articles,
    live_digests,
    withdrawn,
)
from knowledge_base.articles.schemas import LiveArticle
from knowledge_base.index.batches import batches
from knowledge_base.index.drafts import drafted
from knowledge_base.index.encoder import Encoder
from knowledge_base.index.index_file import IndexFile, open_index_file
from knowledge_base.index.passages import PassageCutter
from knowledge_base.index.question_vectors import QuestionVectors
from knowledge_base.index.reading import Reading, Wish
from knowledge_base.index.scoring import Scored
from knowledge_base.index.shelves import Shelves
from knowledge_base.index.steering import Steering
from knowledge_base.notes.stance import StanceReader
from knowledge_base.pins.repository import active_pins
from knowledge_base.pins.schemas import pin_of
from knowledge_base.search.schemas import Stance

REFRESH_SECONDS: Final = 1.0
_LOADED_PER_JOB: Final = 200
_READ_PER_QUERY: Final = 200
_WARMING: Final = "ready"
_ANY_LANGUAGE: Final = "und"

_P = ParamSpec("_P")
_T = TypeVar("_T")
_log = structlog.get_logger(__name__)


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """`revision` is -1 before the first build is complete; `waiting` articles are not yet in."""

    revision: int
    articles: int
    waiting: int
    failing: bool

    @property
    def ready(self) -> bool:
        return self.revision >= 0


class IndexView:
    """`refresh` brings it up to date once, `run` keeps it so, `wake` asks `run` to look now."""

    def __init__(
        self,
        folder: Path,
        encoder: Encoder,
        reader: async_sessionmaker[AsyncSession],
        *,
        on_progress: Callable[[int, int], None] | None = None,
        clock: Callable[[], datetime] = _utc_now,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder = folder
        self._encoder = encoder
        self._reader = reader
        self._on_progress = on_progress
        self._clock = clock
        self._monotonic = monotonic
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="knowledge-index")
        self._refreshing = asyncio.Lock()
        self._woken = asyncio.Event()
        self._cutter = PassageCutter()
        self._stances = StanceReader(partial(encoder.encode, locale=_ANY_LANGUAGE))
        self._file: IndexFile | None = None
        self._shelves: Shelves | None = None
        self._questions = QuestionVectors(encoder)
        self._steering = Steering(self._questions.of_many)
        self._status = IndexStatus(revision=-1, articles=0, waiting=0, failing=False)

    def answers_from(self, locale: str, *, within_product: bool = False) -> float:
        """The score from which on a passage of this locale is good enough to be said."""
        calibration = self._encoder.calibration(locale)
        return calibration.answers_within if within_product else calibration.answers_from

    @property
    def status(self) -> IndexStatus:
        return self._status

    def wake(self) -> None:
        """Has `run` refresh at once; called after the commit of whatever changed."""
        self._woken.set()

    async def run(self) -> None:
        """Refreshes at least each second until cancelled; a failure is logged and tried again."""
        while True:
            try:
                await self.refresh()
            except Exception as error:
                if not self._status.failing:
                    _log.error("index_refresh_failed", error=type(error).__name__)
                self._note(failing=True)
            with suppress(TimeoutError):
                async with asyncio.timeout(REFRESH_SECONDS):
                    await self._woken.wait()
            self._woken.clear()

    async def refresh(self) -> None:
        """Returns when the view holds what is published at the revision it found at the start."""
        async with self._refreshing:
            await self._open()
            async with self._reader() as session:
                revision = await knowledge_revision(session)
                held = self._status.revision
                if revision == held:
                    self._note(failing=False)
                    return
                # A smaller number is another database, such as one restored: compare all of it.
                whole = held < 0 or revision < held
                changed = await live_digests(session, since=-1 if whole else held)
                pins = [pin_of(row) for row in await active_pins(session)]
            await self._on_thread(self._steering.replace, pins)
            await self._apply(changed, revision=revision, whole=whole)
            self._note(revision=revision, failing=False)

    async def find(
        self,
        text: str,
        *,
        locale: str,
        tiers: Collection[str],
        product_id: str | None = None,
        most: int = 3,
    ) -> list[Scored]:
        """The best published articles of exactly this locale, best first, at most `most`."""
        wish = Wish(text, locale, frozenset(tiers), product_id, most)
        return await self.read(lambda reading: reading.find(wish))

    async def read(self, work: Callable[[Reading], _T]) -> _T:
        """Runs one job on the index's thread; searches wait for it, so it takes some 50 ms."""
        await self._open()
        return await self._on_thread(lambda: work(self._reading()))

    async def stances(self, texts: Sequence[str], *, locale: str) -> list[Stance]:
        """Whether each text speaks for its thing or against it."""
        return await self._on_thread(self._read_stances, tuple(texts), locale)

    async def likeness(
        self, texts: Sequence[str], about: Sequence[str], *, locale: str
    ) -> list[float]:
        """The cosine of each text with the nearest of `about`; searches go in between."""
        vectors = {
            text: await self._on_thread(self._questions.of, text, locale)
            for text in dict.fromkeys((*texts, *about))
        }
        return [max(float(vectors[text] @ vectors[one]) for one in about) for text in texts]

    async def close(self) -> None:
        """Gives the folder back. The view cannot be used afterwards."""
        async with self._refreshing:
            if self._file is not None:
                await self._on_thread(self._file.close)
            self._file = self._shelves = None
            self._thread.shutdown(wait=False)

    async def _open(self) -> None:
        if self._shelves is None:
            await self._on_thread(self._open_on_thread)

    def _open_on_thread(self) -> None:
        if self._shelves is None:
            self._file = open_index_file(self._folder, model=self._encoder.name)
            self._shelves = Shelves(self._file, self._encoder)

    async def _apply(
        self, changed: Sequence[tuple[str, str | None]], *, revision: int, whole: bool
    ) -> None:
        """What was withdrawn goes first; then what the file has already, then what is new."""
        live = {key: digest for key, digest in changed if digest is not None}
        kept = await self._on_thread(self._opened().digests)
        gone = {key for key, digest in changed if digest is None}
        if whole:
            shown = await self._on_thread(self._opened().keys)
            gone |= (kept.keys() | shown) - live.keys()
        await self._on_thread(self._opened().drop, frozenset(gone))
        ready = [key for key, digest in live.items() if kept.get(key) == digest]
        fresh = [key for key, digest in live.items() if kept.get(key) != digest]
        for start in range(0, len(ready), _LOADED_PER_JOB):
            await self._on_thread(self._opened().load, ready[start : start + _LOADED_PER_JOB])
        await self._on_thread(self._opened().settle)
        await self._encode(fresh, done=len(ready), revision=revision)
        await self._on_thread(self._opened().settle)
        if whole:
            await self._on_thread(self._warm_on_thread)
        self._note(waiting=0)

    async def _encode(self, fresh: Sequence[str], *, done: int, revision: int) -> None:
        total = done + len(fresh)
        settled_at, looked_at = len(self._opened()), self._monotonic()
        for start in range(0, len(fresh), _READ_PER_QUERY):
            async with self._reader() as session:
                articles = await live_articles(session, fresh[start : start + _READ_PER_QUERY])
            for batch in batches(articles):
                self._note(waiting=total - done)
                await self._on_thread(self._put_on_thread, batch)
                done += len(batch)
                if self._on_progress is not None:
                    self._on_progress(done, total)
                if len(self._opened()) > 2 * settled_at:
                    await self._on_thread(self._opened().settle)
                    settled_at = len(self._opened())
                if self._monotonic() - looked_at > REFRESH_SECONDS:
                    await self._drop_withdrawn(since=revision)
                    looked_at = self._monotonic()

    async def _drop_withdrawn(self, *, since: int) -> None:
        """A withdrawal does not wait for the end of a long build."""
        async with self._reader() as session:
            gone = await withdrawn(session, since=since)
        if gone:
            await self._on_thread(self._opened().drop, gone)

    def _warm_on_thread(self) -> None:
        """Where all vectors were on disk, the first shopper would wait for the model to load."""
        for locale in self._opened().locales():
            self._questions.of(_WARMING, locale)

    def _put_on_thread(self, articles: Sequence[LiveArticle]) -> None:
        self._opened().put([drafted(article, self._cutter) for article in articles])

    def _read_stances(self, texts: Sequence[str], locale: str) -> list[Stance]:
        return self._stances.read(texts, locale=locale)

    def _reading(self) -> Reading:
        return Reading(
            self._opened(), self._encoder, self._cutter, self._questions, self._steering,
            self._clock(),
        )  # fmt: skip

    def _opened(self) -> Shelves:
        if self._shelves is None:
            raise RuntimeError("the index is closed")
        return self._shelves

    async def _on_thread(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: work(*args, **kwargs))

    def _note(
        self,
        *,
        revision: int | None = None,
        waiting: int | None = None,
        failing: bool | None = None,
    ) -> None:
        now = self._status
        self._status = IndexStatus(
            revision=now.revision if revision is None else revision,
            articles=len(self._shelves) if self._shelves is not None else 0,
            waiting=now.waiting if waiting is None else waiting,
            failing=now.failing if failing is None else failing,
        )
