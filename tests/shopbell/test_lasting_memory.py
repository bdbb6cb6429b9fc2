from __future__ import annotations

import asyncio
import gc

import pytest

from shopbell.lasting_memory import spare_the_collector

pytestmark = pytest.mark.anyio


async def test_what_is_there_when_all_is_loaded_is_not_walked_again() -> None:
    looks = iter((False, True))
    kept = [object()]
    before = gc.get_freeze_count()
    looked = asyncio.Event()

    def is_loaded() -> bool:
        assert any(one is kept for one in gc.get_objects())
        loaded = next(looks)
        if loaded:
            asyncio.get_running_loop().call_later(0, looked.set)
        return loaded

    running = asyncio.create_task(spare_the_collector(is_loaded, look_every_s=0.01))
    await looked.wait()
    assert gc.get_freeze_count() > before
    assert not any(one is kept for one in gc.get_objects())
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
