"""The route that Rasa calls: guarded, bounded, and never silent about a failure."""

from __future__ import annotations

import asyncio
import zlib
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from actions.dialogue import Action, Event, Reply, Turn, set_slot
from actions.executor import create_executor
from actions.webhook import MAX_BODY_BYTES, create_router

pytestmark = pytest.mark.anyio

AUTHORISED = {"Authorization": "Bearer between-us"}


class Greeting:
    name = "action_greeting"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        reply.say(f"{turn.language} {turn.page.product_id} {turn.slot('order_number')}")
        reply.trace("greeting", True)
        return [set_slot("seen", turn.text)]


class Broken:
    name = "action_broken"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        reply.say("half an answer")
        raise RuntimeError("text that must not leave: anna@example.com")


class Slow:
    name = "action_slow"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        await asyncio.Event().wait()
        return []


def client(*actions: Action, budget_s: float = 8.0) -> httpx.AsyncClient:
    app = FastAPI()
    executor = create_executor(actions)
    app.include_router(create_router(executor=executor, secret="between-us", budget_s=budget_s))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://app")


def call(action: str) -> dict[str, Any]:
    """As Rasa 3.6.21 sends it with a selective domain: without one."""
    return {
        "next_action": action,
        "sender_id": "c",
        "version": "3.6.21",
        "tracker": {
            "sender_id": "c",
            "slots": {"order_number": "#W1"},
            "events": [],
            "active_loop": {},
            "latest_message": {
                "text": "hello",
                "intent": {"name": "greet", "confidence": 1.0},
                "entities": [],
                "metadata": {"turn": "t", "language": "zh", "page": {"product_id": "p"}},
            },
        },
    }


def failure(answer: httpx.Response) -> str:
    assert answer.status_code == httpx.codes.OK
    assert answer.json()["events"] == []
    (response,) = answer.json()["responses"]
    assert response["custom"]["signal"]["kind"] == "failed"
    return str(response["custom"]["signal"]["code"])


async def test_an_action_reads_the_turn_and_answers() -> None:
    async with client(Greeting()) as app:
        answer = await app.post(
            "/actions/webhook", json=call("action_greeting"), headers=AUTHORISED
        )
    said, traced = (response["custom"] for response in answer.json()["responses"])
    assert said["body"]["text"] == "zh p #W1"
    assert traced["signal"] == {
        "kind": "trace", "step": "greeting", "ok": True, "detail": "", "found": None,
    }  # fmt: skip
    assert answer.json()["events"] == [{"event": "slot", "name": "seen", "value": "hello"}]


async def test_what_an_action_raises_is_a_failed_signal_and_nothing_else() -> None:
    async with client(Broken()) as app:
        answer = await app.post("/actions/webhook", json=call("action_broken"), headers=AUTHORISED)
    assert failure(answer) == "action_failed"
    assert "anna@example.com" not in answer.text
    assert "half" not in answer.text


async def test_an_action_beyond_its_budget_fails() -> None:
    async with client(Slow(), budget_s=0.05) as app:
        answer = await app.post("/actions/webhook", json=call("action_slow"), headers=AUTHORISED)
    assert failure(answer) == "action_timeout"


async def test_an_unknown_action_fails() -> None:
    async with client(Greeting()) as app:
        answer = await app.post("/actions/webhook", json=call("action_other"), headers=AUTHORISED)
    assert failure(answer) == "action_unknown"


@pytest.mark.parametrize("secret", ["", "Bearer ", "Bearer between-u", "between-us", "Bearer ü"])
async def test_a_wrong_secret_is_refused(secret: str) -> None:
    headers = {b"Authorization": secret.encode("latin-1")}
    async with client(Greeting()) as app:
        answer = await app.post("/actions/webhook", json=call("action_greeting"), headers=headers)
    assert answer.status_code == httpx.codes.UNAUTHORIZED


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b'{"next_action":"action_greeting"}'])
async def test_what_is_no_call_is_refused(body: bytes) -> None:
    async with client(Greeting()) as app:
        answer = await app.post("/actions/webhook", content=body, headers=AUTHORISED)
    assert answer.status_code == httpx.codes.BAD_REQUEST


async def test_large_and_compressed_bodies_are_refused() -> None:
    async with client(Greeting()) as app:
        large = await app.post(
            "/actions/webhook", content=b" " * (MAX_BODY_BYTES + 1), headers=AUTHORISED
        )
        bomb = await app.post(
            "/actions/webhook",
            content=zlib.compress(b" " * 10_000_000),
            headers={**AUTHORISED, "Content-Encoding": "deflate"},
        )
    assert large.status_code == bomb.status_code == httpx.codes.REQUEST_ENTITY_TOO_LARGE
