"""What lives as long as the process is taken out of the garbage collector's rounds."""

from __future__ import annotations

import gc
from collections.abc import Callable

from rounds.running import make_rounds

LOOK_EVERY_S = 5.0


async def spare_the_collector(
    is_loaded: Callable[[], bool], *, look_every_s: float = LOOK_EVERY_S
) -> None:
    """Once everything is loaded. Runs until cancelled; what was spared stays so.

    Modules, models and the index are some 400,000 objects that stay. The collector walked them
    all every half minute and held up every socket for a quarter of a second.
    """
    spared = False

    async def look() -> None:
        nonlocal spared
        if not spared and is_loaded():
            gc.collect()
            gc.freeze()
            spared = True

    await make_rounds(look, every_s=look_every_s, failed="collector_not_spared")
