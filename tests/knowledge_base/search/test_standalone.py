from __future__ import annotations

from pathlib import Path

import pytest

from knowledge_base.index.encoder import Encoder
from knowledge_base.search.standalone import standalone_search
from shopbell.database import Database
from tests.knowledge_base.conftest import RETURNS, Publish

pytestmark = pytest.mark.anyio


async def test_a_search_without_a_running_app_leaves_nothing_behind(
    tmp_path: Path, encoder: Encoder, database: Database, publish: Publish
) -> None:
    await publish("returns", RETURNS)
    home = tmp_path / "home"
    async with standalone_search(home, database.reader, encoder) as search:
        result = await search.search("how many days do I have to send something back")
        assert result.answered
        assert list(home.iterdir())
    assert list(home.iterdir()) == []
