"""How soon an agent's screen shows what a shopper wrote, with a whole shift connected.

    uv run python -m benchmarks.console_live --agents 200 --rate 50 --seconds 30

Starts the app's own process on a free port, with its usual SQLite database. Each agent has a
console socket open and holds one conversation, which their screen watches; its shopper writes
through a widget socket. All writes together come at the rate asked for, at random moments.
Measured from the shopper's send to the arrival of the event on the socket of the agent who holds
the conversation. With `--lists` every console also fetches its list and the overview now and
then, as the page does when it is told that they changed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import statistics
import tempfile
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from websockets import Origin, Subprotocol
from websockets.asyncio.client import ClientConnection, connect

from console.accounts.access import COOKIE
from console.accounts.sessions import open_session
from console.models import Agent, AgentRole
from conversations.contract import SUBPROTOCOL
from conversations.identifiers import new_id
from conversations.states.service import claim_conversation
from shopbell.database import open_database
from shopbell.services import utc_now
from tests.e2e.lone_app import LoneApp

SITE = "demo"
# As the console's page does it: at once, then no more often than this.
LISTS_EVERY_S = 2.0
WARM_UP_S = 5.0


@dataclass
class Pair:
    """A shopper and the agent who has their conversation."""

    shopper: ClientConnection
    conversation: str
    cookie: str = ""
    agent: ClientConnection | None = None


@dataclass
class Measured:
    sent: dict[str, float] = field(default_factory=dict)
    delays: list[float] = field(default_factory=list)
    refetches: int = 0
    refused: int = 0


async def open_shopper(shop: LoneApp) -> Pair:
    url = f"ws://127.0.0.1:{shop.settings.port}/ws/widget?site={SITE}"
    socket = await connect(
        url, subprotocols=[Subprotocol(SUBPROTOCOL)], origin=Origin(shop.url), proxy=None
    )
    await socket.send(json.dumps({"type": "hello", "locale": "en"}))
    welcome = json.loads(await socket.recv())
    return Pair(socket, welcome["conversation"])


async def give_to_agents(shop: LoneApp, pairs: list[Pair]) -> None:
    """Every conversation to an agent of its own, straight in the database."""
    database = open_database(f"sqlite+aiosqlite:///{shop.settings.home / 'shopbell.db'}")
    at = utc_now()
    async with database.writer.begin() as session:
        for number, pair in enumerate(pairs):
            agent = Agent(
                id=new_id(), email=f"agent{number}@shop.test", name=f"Agent {number}",
                role=AgentRole.AGENT, password_hash="unused", created_at=at,
            )  # fmt: skip
            session.add(agent)
            await session.flush()
            token, _ = await open_session(session, agent=agent, now=at)
            pair.cookie = f"{COOKIE}={token}"
            await claim_conversation(
                session, conversation_id=pair.conversation, version=1,
                agent_id=agent.id, agent_name=agent.name, at=at,
            )  # fmt: skip
    await database.dispose()


async def open_console(shop: LoneApp, pair: Pair) -> None:
    pair.agent = await connect(
        f"ws://127.0.0.1:{shop.settings.port}/ws/console",
        origin=Origin(shop.url),
        additional_headers={"Cookie": pair.cookie},
        proxy=None,
    )
    watch = {"type": "watch", "conversation": pair.conversation, "seq": 0, "aseq": 0}
    await pair.agent.send(json.dumps(watch))


async def look(pair: Pair, measured: Measured, changed: asyncio.Event) -> None:
    """The agent's screen: every frame read as it comes."""
    assert pair.agent is not None
    async for raw in pair.agent:
        now = time.perf_counter()
        frame: dict[str, Any] = json.loads(raw)
        if frame["type"] == "inbox":
            changed.set()
        if frame["type"] == "event" and frame["event"] == "message.posted":
            sent = measured.sent.pop(frame["body"].get("text", ""), None)
            if sent is not None:
                measured.delays.append(now - sent)


async def fetch_lists(
    shop: LoneApp, pair: Pair, measured: Measured, changed: asyncio.Event
) -> None:
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{shop.settings.port}",
        headers={"Cookie": pair.cookie},
        timeout=60,
    ) as http:
        while True:
            await changed.wait()
            changed.clear()
            for path in ("/api/console/inbox?view=mine", "/api/console/overview"):
                (await http.get(path)).raise_for_status()
            measured.refetches += 1
            await asyncio.sleep(LISTS_EVERY_S)


async def drain(pair: Pair, measured: Measured) -> None:
    async for raw in pair.shopper:
        if str(raw).startswith('{"type":"nack"'):
            measured.refused += 1


async def write(
    pairs: list[Pair], measured: Measured, rate: float, seconds: float, part: str
) -> int:
    """Poisson arrivals over all shoppers; how many were sent."""
    chance = random.Random(5)
    order = [*pairs]
    count, end = 0, time.perf_counter() + seconds
    due = time.perf_counter()
    while due < end:
        due += chance.expovariate(rate)
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        pair = order[count % len(order)]
        # No ids: a run of digits in one may look like the number of a card, and is masked.
        text = f"message {count} of the shopper in {part}"
        body = {"kind": "text", "text": text}
        measured.sent[text] = time.perf_counter()
        await pair.shopper.send(
            json.dumps({"type": "send", "cmid": str(uuid.uuid4()), "body": body})
        )
        count += 1
    return count


def cpu_seconds(shop: LoneApp) -> float:
    """What the app's process has used so far, which other work on the machine does not change."""
    fields = Path(f"/proc/{shop.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def measure(shop: LoneApp, arguments: argparse.Namespace) -> dict[str, Any]:
    pairs = [await open_shopper(shop) for _ in range(arguments.agents)]
    await give_to_agents(shop, pairs)
    for pair in pairs:
        await open_console(shop, pair)
    measured = Measured()
    tasks = [asyncio.create_task(drain(pair, measured)) for pair in pairs]
    for pair in pairs:
        changed = asyncio.Event()
        tasks.append(asyncio.create_task(look(pair, measured, changed)))
        if arguments.lists:
            tasks.append(asyncio.create_task(fetch_lists(shop, pair, measured, changed)))
    await write(pairs, measured, arguments.rate, WARM_UP_S, "the warm-up")
    await asyncio.sleep(2)
    measured.delays.clear()
    measured.refetches = 0
    used = cpu_seconds(shop)
    sent = await write(pairs, measured, arguments.rate, arguments.seconds, "the measurement")
    await asyncio.sleep(3)
    used = cpu_seconds(shop) - used
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    in_ms = sorted(delay * 1_000 for delay in measured.delays)
    return {
        "agents": arguments.agents,
        "sent": sent,
        "shown": len(in_ms),
        "refused": measured.refused,
        "per_second": round(sent / arguments.seconds, 1),
        "median_ms": round(statistics.median(in_ms), 1),
        "p95_ms": round(in_ms[int(len(in_ms) * 0.95)], 1),
        "p99_ms": round(in_ms[int(len(in_ms) * 0.99)], 1),
        "max_ms": round(in_ms[-1], 1),
        "app_cpu_s": round(used, 1),
        "lists_fetched": measured.refetches,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agents", type=int, default=200)
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--lists", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        shop = LoneApp(Path(folder))
        shop.start()
        try:
            print(json.dumps(asyncio.run(measure(shop, arguments))))
        finally:
            shop.kill()


if __name__ == "__main__":
    main()
