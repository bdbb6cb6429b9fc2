"""Two app processes on one database: an agent of one is given what waits in the other."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession
from websockets import Origin
from websockets.sync.client import connect

from console.models import Agent, AgentRole
from console.routing.models import Assignment
from console.routing.schemas import RulesBody
from console.routing.service import save_rules
from conversations.contract import HandoffReason
from conversations.shoppers.service import begin_conversation, welcome_shopper
from conversations.states.service import escalate_conversation
from shopbell.services import utc_now
from tests.e2e.lone_app import SITE, LoneApp

pytestmark = pytest.mark.slow
PATIENCE_S = 30


@pytest.fixture
def apps(tmp_path: Path) -> Iterator[tuple[LoneApp, LoneApp]]:
    one = LoneApp(tmp_path / "one")
    two = LoneApp(tmp_path / "two", database_url=one.settings.database)
    for app in (one, two):
        app.spawn()
    try:
        for app in (one, two):
            app.await_ready()
        yield one, two
    finally:
        for app in (one, two):
            app.remove()


@contextmanager
def frozen(app: LoneApp) -> Iterator[None]:
    """It keeps its sockets and does nothing."""
    os.kill(app.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(app.pid, signal.SIGCONT)


@contextmanager
def console_open(app: LoneApp, cookie: dict[str, str]) -> Iterator[None]:
    address = f"{app.url.replace('http', 'ws')}/ws/console"
    headers = {"Cookie": f"{cookie['name']}={cookie['value']}"}
    with connect(address, origin=Origin(app.url), additional_headers=headers, proxy=None):
        yield


async def automatic(session: AsyncSession) -> None:
    rules = RulesBody(assignment=Assignment.AUTOMATIC, answer_minutes=10, away_minutes=15)
    await save_rules(session, rules)


async def wait_for_a_person(session: AsyncSession) -> None:
    at = utc_now()
    shopper, _ = await welcome_shopper(session, site=SITE, at=at)
    for _ in range(7):
        conversation = await begin_conversation(session, shopper=shopper, locale="en", at=at)
        await escalate_conversation(
            session, conversation=conversation, reason=HandoffReason.ASKED_FOR_PERSON, at=at
        )


async def more_places(session: AsyncSession) -> None:
    await session.execute(update(Agent).values(capacity=7))


def given(app: LoneApp) -> int:
    query = "SELECT count(*) FROM conversations WHERE state = 'human' AND assignee_name = 'Ana'"
    [(number,)] = app.ask(query)
    return int(number)


def await_given(app: LoneApp, number: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while given(app) < number and time.monotonic() < deadline:
        time.sleep(0.1)
    assert given(app) == number


def test_an_agent_of_one_process_is_given_by_the_other_what_waits_and_each_once(
    apps: tuple[LoneApp, LoneApp],
) -> None:
    one, _ = apps
    cookie = one.agent_cookie("Ana", AgentRole.AGENT)
    with console_open(one, cookie):
        deadline = time.monotonic() + PATIENCE_S
        while not one.ask("SELECT 1 FROM agents_here") and time.monotonic() < deadline:
            time.sleep(0.1)
        with frozen(one):
            one.change(automatic)
            one.change(wait_for_a_person)
            # As many as she has places for, and the other process is the only one that runs.
            await_given(one, 4)
            time.sleep(2.5)
            assert given(one) == 4
        one.change(more_places)
        await_given(one, 7)
    claimed = one.ask(
        "SELECT conversation_id, count(*) FROM conversation_log"
        " WHERE event = 'conversation.claimed' GROUP BY conversation_id"
    )
    assert sorted(number for _, number in claimed) == [1] * 7
