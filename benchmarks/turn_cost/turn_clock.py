"""Runs an engine with a clock in it: `python turn_clock.py REPORT MODULE ARGUMENTS…`, in its venv.

The methods that the parts of a turn begin with are wrapped, alike in both engines. A part's time is
its own: what another part takes within it is that part's. SIGUSR1 sets the clock to zero, SIGUSR2
writes the report, JSON with seconds by part. For one turn at a time only.
"""

from __future__ import annotations

import functools
import inspect
import json
import runpy
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Clock:
    def __init__(self) -> None:
        self._seconds: dict[str, float] = defaultdict(float)
        self._open: list[str] = []
        self._since = 0.0
        self._turns = 0

    def reset(self) -> None:
        self._seconds.clear()
        self._turns = 0

    def report(self) -> dict[str, Any]:
        return {"turns": self._turns, "seconds": dict(self._seconds)}

    def begin(self, part: str) -> None:
        self._book()
        self._open.append(part)

    def end(self) -> None:
        self._book()
        if len(self._open) == 1:
            self._turns += 1
        self._open.pop()

    def _book(self) -> None:
        now = time.perf_counter()
        if self._open:
            self._seconds[self._open[-1]] += now - self._since
        self._since = now

    def watch(self, owner: Any, method: str, part: str) -> None:
        """Time `owner.method`, where that is its own and not inherited."""
        plain = vars(owner).get(method)
        if plain is not None:
            setattr(owner, method, self._timed(plain, part))

    def _timed(self, plain: Callable[..., Any], part: str) -> Callable[..., Any]:
        @functools.wraps(plain)
        async def awaited(*arguments: Any, **options: Any) -> Any:
            self.begin(part)
            try:
                return await plain(*arguments, **options)
            finally:
                self.end()

        @functools.wraps(plain)
        def called(*arguments: Any, **options: Any) -> Any:
            self.begin(part)
            try:
                return plain(*arguments, **options)
            finally:
                self.end()

        return awaited if inspect.iscoroutinefunction(plain) else called


def watch_rasa(clock: Clock) -> None:
    from rasa.core.agent import Agent
    from rasa.core.processor import MessageProcessor
    from rasa.core.tracker_store import FailSafeTrackerStore
    from rasa.shared.core.trackers import DialogueStateTracker
    from rasa.utils.endpoints import EndpointConfig

    clock.watch(Agent, "handle_message", "dialogue loop")
    clock.watch(MessageProcessor, "parse_message", "NLU")
    clock.watch(MessageProcessor, "_predict_next_with_tracker", "policies")
    clock.watch(MessageProcessor, "_run_action", "actions, without the call")
    clock.watch(MessageProcessor, "run_action_extract_slots", "actions, without the call")
    clock.watch(EndpointConfig, "request", "the call to the action")
    clock.watch(DialogueStateTracker, "copy", "tracker")
    for method in ("retrieve", "save"):
        clock.watch(FailSafeTrackerStore, method, "tracker")


def watch_shopbell(clock: Clock) -> None:
    from bot.tracker_store import ShopbellTrackerStore
    from bot.turn_runner import TurnRunner

    clock.watch(TurnRunner, "run", "dialogue loop")
    clock.watch(ShopbellTrackerStore, "commit", "tracker")
    try:
        from bot.action_endpoint import ActionEndpoint
        from bot.live_tracker import LiveTracker
    except ImportError:  # an older engine
        return
    clock.watch(ActionEndpoint, "request", "the call to the action")
    clock.watch(LiveTracker, "copy", "tracker")


def main() -> None:
    report, module, *arguments = sys.argv[1:]
    # The script's own folder comes first otherwise, and hides packages of the same name.
    sys.path[0] = str(Path.cwd())
    clock = Clock()
    if module == "bot.serve":
        from bot.logs import configure

        configure()
    watch_rasa(clock)
    if module == "bot.serve":
        watch_shopbell(clock)
    signal.signal(signal.SIGUSR1, lambda *_: clock.reset())
    signal.signal(signal.SIGUSR2, lambda *_: Path(report).write_text(json.dumps(clock.report())))
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
