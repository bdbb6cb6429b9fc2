"""From `send` to the bot's message, for one shopper at a running Shopbell with the demo shop.

    uv run python -m benchmarks.latency --port 8000 --times 100

Asks policy questions and order questions in turn, each kind in its own conversation, and prints
median and 95th percentile in milliseconds, and the resident memory of both processes.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from tests.widget_client import WidgetClient

POLICY = (
    "how many days do i have to send something back?",
    "what does standard delivery cost?",
    "do you wrap gifts?",
    "how do i delete my account?",
    "can i use two promo codes together?",
    "when is a parcel lost?",
)
WARM_UP = 5


def policy_times(port: int, times: int) -> list[float]:
    asked = cycle(POLICY)
    with _client(port) as shopper:
        return list(_timed(shopper, asked, times))


def order_times(port: int, times: int) -> list[float]:
    with _client(port) as shopper:
        shopper.ask("where is my order #W1000001?")
        shopper.ask("mia.chen@example.com")
        return list(_timed(shopper, cycle(("where is my order #W1000001?",)), times))


def _timed(shopper: WidgetClient, texts: Iterator[str], times: int) -> Iterator[float]:
    for turn in range(times + WARM_UP):
        text = next(texts)
        started = time.perf_counter()
        arrived = shopper.first_answer(text)
        if turn >= WARM_UP:
            yield (arrived - started) * 1000
        time.sleep(0.6)


def _client(port: int) -> WidgetClient:
    return WidgetClient(port, "demo", f"http://localhost:{port}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--home", type=Path, default=Path("var"), help="for memory: its logs/*.pid")
    given = parser.parse_args()
    for name, measure in (("policy", policy_times), ("order", order_times)):
        times = sorted(measure(given.port, given.times))
        high = times[min(len(times) - 1, int(len(times) * 0.95))]
        print(
            f"{name}: median {statistics.median(times):.0f} ms, p95 {high:.0f} ms, n {len(times)}"
        )
    for pid in sorted((given.home / "logs").glob("*.pid")):
        print(f"{pid.stem}: {_resident_mb(int(pid.read_text())):.0f} MB")


def _resident_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    found = next(line for line in lines if line.startswith("VmRSS"))
    return int(found.split()[1]) / 1000


if __name__ == "__main__":
    main()
