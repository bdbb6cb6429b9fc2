"""Nothing that people write reaches a log, whatever goes wrong while it is handled."""

from __future__ import annotations

import asyncio
import json
import socket
import sqlite3
import sys
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

from conversations.sites.service import save_site
from shopbell.database import Database
from tests.connectors.gateway.widget import ORIGIN, SITE
from tests.conversations.waiting import eventually

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

ROOT = Path(__file__).parents[3]
WORDS = "zanzibar-canary"
MAIL = "canary.zebra@mail.example"
NAME = "Quillfeather Canary"
CARD = "4111 1111 1111 1111"
CANARIES = (WORDS, MAIL, NAME, CARD, CARD.replace(" ", ""), "1111", "zebra", "Quillfeather")
FAULTS = ("turn_failed", "turn_crashed", "message_not_stored", "disk on fire")
TEXT = f"{WORDS} I am {NAME}, {MAIL}, card {CARD}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def frames(connection: ClientConnection, kind: str) -> None:
    """Read on until a frame of this type comes."""
    async with asyncio.timeout(30):
        while json.loads(await connection.recv())["type"] != kind:
            pass


async def hello(port: int) -> ClientConnection:
    connection = await connect(
        f"ws://127.0.0.1:{port}/ws/widget?site={SITE}",
        origin=Origin(ORIGIN),
        subprotocols=[Subprotocol("shopbell.v1")],
        proxy=None,
    )
    page = {"url": f"https://shop.test/?q={WORDS}", "title": NAME}
    await connection.send(json.dumps({"type": "hello", "page": page}))
    await frames(connection, "welcome")
    return connection


async def say(connection: ClientConnection, text: str, cmid: str) -> None:
    body = {"kind": "text", "text": text}
    await connection.send(json.dumps({"type": "send", "cmid": cmid, "body": body}))


async def talk(port: int, file: Path) -> None:
    """A visit in which nearly everything fails that can."""
    connection = await hello(port)
    await say(connection, TEXT, "c1")
    await frames(connection, "ack")
    await say(connection, f"crash {TEXT}", "c2")
    await frames(connection, "ack")
    for odd in (TEXT, json.dumps({"type": TEXT}), json.dumps({"type": "ping", TEXT: TEXT})):
        await connection.send(odd)
        await frames(connection, "error")
    await say(connection, TEXT * 100, "c3")
    await frames(connection, "nack")
    with sqlite3.connect(file, isolation_level=None) as other_process:
        other_process.execute("BEGIN IMMEDIATE")
        await say(connection, TEXT, "c4")
        await frames(connection, "nack")
        other_process.execute("ROLLBACK")
        other_process.execute(
            "CREATE TRIGGER broken BEFORE INSERT ON conversation_log "
            "WHEN NEW.cmid = 'c5' BEGIN SELECT RAISE(ABORT, 'disk on fire'); END"
        )
    await say(connection, TEXT, "c5")
    with pytest.raises(ConnectionClosed):
        await frames(connection, "ack")
    again = await hello(port)
    await again.close()


async def test_no_word_name_address_or_card_of_a_shopper_is_in_any_output(
    database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "shopbell.db"
    async with database.writer.begin() as session:
        await save_site(session, key=SITE, name="Demo", origins=[ORIGIN])
    port = free_port()
    log = tmp_path / "server.log"
    with log.open("wb") as out:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.connectors.gateway.logged_server", file, str(port)),
            cwd=ROOT,
            stdout=out,
            stderr=out,
        )
        try:

            async def listens() -> bool:
                assert process.returncode is None, log.read_text()
                with socket.socket() as probe:
                    return probe.connect_ex(("127.0.0.1", port)) == 0

            await eventually(listens, patience_s=60)
            await talk(port, file)

            async def faults_told() -> bool:
                output = log.read_text()
                return all(fault in output for fault in FAULTS)

            # The faults were met and told of, without a word of what was being handled.
            await eventually(faults_told)
        finally:
            process.terminate()
            await process.wait()
    written = log.read_text()
    assert [canary for canary in CANARIES if canary in written] == []
