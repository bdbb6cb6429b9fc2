"""What shoppers notice of a new model: a real Shopbell under load while its model is changed.

    uv run python -m benchmarks.model_change --shoppers 6

Starts a shop of its own on free ports, lets shoppers ask over the widget's socket without a pause,
runs `shopbell train` beside it, waits until the old bot is gone, then kills the new bot once.
"""

from __future__ import annotations

import argparse
import os
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import httpx

from connectors.rasa_client import HEALTH_PATH
from conversations.turns.fallback import TEXTS
from shopbell.settings import CHECKOUT
from tests.shop_process import ShopProcess, start_shop
from tests.widget_client import WidgetClient

# Asked in turn, so that nobody repeats a question until it is a new one for the bot.
QUESTIONS = (
    "how many days do i have to send something back?",
    "what does standard delivery cost?",
    "do you wrap gifts?",
    "how do i delete my account?",
    "can i use two promo codes together?",
    "when is a parcel lost?",
    "do you ship abroad?",
    "which cards do you take?",
    "how do i find my size?",
    "are the lipsticks vegan?",
    "can i change my address?",
    "what are your opening hours?",
    "do you have a student discount?",
    "how do i wash a silk scarf?",
)
# Twenty messages in ten seconds are let through on one socket.
INTERVAL_S = 0.52
PHASES = ("before", "training", "loading beside", "after the switch")


@dataclass(frozen=True)
class Asked:
    """`delay_s` is None where no answer came."""

    phase: str
    delay_s: float | None
    fallback: bool


class Load:
    """`phase` names what is going on when a message is sent."""

    def __init__(self, shop: ShopProcess, shoppers: int) -> None:
        self.phase = PHASES[0]
        self.asked: list[Asked] = []
        self._shop = shop
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=(n,)) for n in range(shoppers)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _ask(self, number: int) -> None:
        first = number % len(QUESTIONS)
        texts = cycle(QUESTIONS[first:] + QUESTIONS[:first])
        with shopper_of(self._shop) as shopper:
            while not self._over.is_set():
                phase, began = self.phase, time.perf_counter()
                try:
                    delay_s: float | None = shopper.first_answer(next(texts)) - began
                except TimeoutError:
                    delay_s = None
                fallback = delay_s is not None and TEXTS["en"][0] in str(shopper.events[-1])
                self.asked.append(Asked(phase, delay_s, fallback))
                time.sleep(max(0.0, INTERVAL_S - (time.perf_counter() - began)))


def shopper_of(shop: ShopProcess) -> WidgetClient:
    return WidgetClient(shop.port, "demo", f"http://localhost:{shop.port}")


def change_model(shop: ShopProcess, load: Load, quiet_s: float) -> int:
    """Run all phases; return the most memory that app and bots held together, in MB."""
    old = shop.bot_pid
    most = 0
    load.start()
    time.sleep(quiet_s)
    load.phase = PHASES[1]
    subprocess.run(
        [sys.executable, "-m", "shopbell", "train"],
        cwd=CHECKOUT,
        env={**os.environ, "SHOPBELL_HOME": str(shop.home)},
        check=True,
        capture_output=True,
    )
    load.phase = PHASES[2]
    new_pid_file = shop.home / "logs" / "bot-new.pid"
    while shop.bot_pid == old:
        pids = [
            shop.app_pid,
            old,
            *([int(new_pid_file.read_text())] if new_pid_file.exists() else []),
        ]
        most = max(most, sum(map(resident_mb, pids)))
        time.sleep(0.2)
    load.phase = PHASES[3]
    until(lambda: resident_mb(old) == 0)
    time.sleep(quiet_s)
    load.stop()
    return most


def restart_s(shop: ShopProcess) -> tuple[float, float]:
    """Kill the bot: seconds until it is well again, and until a message sent then is answered."""
    command = Path(f"/proc/{shop.bot_pid}/cmdline").read_text().split("\0")
    port = command[command.index("--port") + 1]
    with shopper_of(shop) as shopper:
        shopper.ask(QUESTIONS[0])
        answered: list[float] = []
        asking = threading.Thread(
            target=lambda: answered.append(shopper.first_answer(QUESTIONS[1]))
        )
        began = time.perf_counter()
        os.kill(shop.bot_pid, signal.SIGKILL)
        asking.start()
        until(lambda: is_well(f"http://127.0.0.1:{port}{HEALTH_PATH}"))
        well = time.perf_counter() - began
        asking.join()
    return well, answered[0] - began


def is_well(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


def until(holds: Callable[[], bool]) -> None:
    while not holds():
        time.sleep(0.1)


def resident_mb(pid: int) -> int:
    """0 for a process that is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except FileNotFoundError:
        return 0
    found = [line.split()[1] for line in lines if line.startswith("VmRSS")]
    return round(int(found[0]) / 1000) if found else 0


def turns_by_state(home: Path) -> dict[str, int]:
    with sqlite3.connect(home / "shopbell.db") as database:
        return dict(database.execute("SELECT state, count(*) FROM turns GROUP BY state"))


def report(asked: list[Asked], turns: dict[str, int]) -> None:
    quiet = statistics.median(a.delay_s for a in asked if a.phase == PHASES[0] and a.delay_s)
    print(
        f"{'phase':18} {'sent':>5} {'lost':>5} {'fallback':>8} {'median ms':>9} {'longest ms':>10}"
    )
    for phase in PHASES:
        of_phase = [each for each in asked if each.phase == phase]
        delays = [each.delay_s for each in of_phase if each.delay_s is not None]
        kinds = Counter("fallback" if each.fallback else "answer" for each in of_phase)
        print(
            f"{phase:18} {len(of_phase):5} {len(of_phase) - len(delays):5} {kinds['fallback']:8} "
            f"{statistics.median(delays) * 1000:9.0f} {max(delays) * 1000:10.0f}"
        )
    longest = max(each.delay_s or 0 for each in asked)
    print(f"longest delay over the median before: {(longest - quiet) * 1000:.0f} ms (bar: 2000)")
    print(f"turns in the database: {turns}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--shoppers", type=int, default=6)
    parser.add_argument("--quiet", type=float, default=15.0, help="seconds before and after")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="shopbell-benchmark-") as folder:
        shop = start_shop(Path(folder))
        try:
            load = Load(shop, given.shoppers)
            most = change_model(shop, load, given.quiet)
            report(load.asked, turns_by_state(shop.home))
            print(
                f"memory: app {resident_mb(shop.app_pid)} MB, bot {resident_mb(shop.bot_pid)} MB, "
                f"all three while loading {most} MB"
            )
            well, answered = restart_s(shop)
            print(
                f"bot killed: well again after {well:.1f} s, a message sent then is answered "
                f"after {answered:.1f} s"
            )
            print("".join(line for line in shop.output if "model" in line), end="")
        finally:
            shop.stop()
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
