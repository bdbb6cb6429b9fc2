"""Search without a running app, such as for the command line."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from knowledge_base.index.encoder import Encoder
from knowledge_base.index.view import IndexView
from knowledge_base.search.service import KnowledgeSearch


@asynccontextmanager
async def standalone_search(
    home: Path,
    reader: async_sessionmaker[AsyncSession],
    encoder: Encoder,
    *,
    default_locale: str = "en",
    on_progress: Callable[[int, int], None] | None = None,
) -> AsyncIterator[KnowledgeSearch]:
    """A search over what is published now, on an index in a folder under `home` that goes away.

    A running app's index is never opened. `on_progress` gets (articles indexed, articles in all).
    """
    with _folder_under(home) as folder:
        view = IndexView(Path(folder), encoder, reader, on_progress=on_progress)
        try:
            await view.refresh()
            yield KnowledgeSearch(view, default_locale=default_locale)
        finally:
            await view.close()


def _folder_under(home: Path) -> TemporaryDirectory[str]:
    home.mkdir(parents=True, exist_ok=True)
    return TemporaryDirectory(prefix="kb-search-", dir=home)
