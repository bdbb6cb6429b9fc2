"""The turn and health routes of the running bot."""

from __future__ import annotations

import random
import sqlite3
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import httpx
import pytest

from actions.dialogue import Event, Reply, Turn
from conversations.contract import Chosen
from tests.bot.action_app import ActionApp
from tests.bot.running_bot import SECRET, RunningBot, create_bot_tables
from tests.bot.stories import Conversation
from tests.bot.typed_payloads import typed_payloads
from tests.shop_process import free_port

pytestmark = [pytest.mark.slow, pytest.mark.long]


def conversation_id() -> str:
    return uuid.uuid4().hex


def test_health_names_the_pinned_model(bot: RunningBot) -> None:
    pin = bot.model.with_name(bot.model.name + ".sha256").read_text().split()[0]
    assert bot.health() == {"status": "ok", "model": pin}


def test_wrong_secret_is_refused(bot: RunningBot) -> None:
    request = bot.request(conversation_id(), "hello")
    for secret in ("x", "wrong", SECRET + "x", SECRET[:-1]):
        assert bot.post(request, secret=secret).status_code == httpx.codes.UNAUTHORIZED


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"conversation":"c"}',
        b'{"conversation":1,"cmid":"x","turn":"t"}',
    ],
)
def test_bad_body_is_refused(bot: RunningBot, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {SECRET}"}
    answer = httpx.post(f"{bot.base}/turn", content=body, headers=headers)
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert answer.json()["status"] == "failed"


def test_unknown_field_is_refused(bot: RunningBot) -> None:
    body = {"conversation": "c", "cmid": "x", "turn": "t", "text": "hi", "sender": "someone"}
    headers = {"Authorization": f"Bearer {SECRET}"}
    answer = httpx.post(f"{bot.base}/turn", json=body, headers=headers)
    assert answer.json() == {"status": "failed", "code": "unknown_field"}


def test_too_large_a_body_is_refused(bot: RunningBot) -> None:
    answer = bot.post(bot.request(conversation_id(), "x" * 200_000))
    assert answer.status_code == httpx.codes.REQUEST_ENTITY_TOO_LARGE


@pytest.mark.parametrize("intent", ["restart", "back", "session_start", "no_such_intent", ""])
def test_buttons_cannot_mean_what_rasa_does_by_itself(bot: RunningBot, intent: str) -> None:
    answer = bot.post(bot.request(conversation_id(), "Start", chosen=Chosen(intent)))
    assert answer.json() == {"status": "failed", "code": "choice_refused"}


def test_a_button_skips_the_parser(bot: RunningBot) -> None:
    reply = bot.say(conversation_id(), "hello", chosen=Chosen("track_order"))
    assert reply.understood is not None
    assert (reply.understood.intent, reply.understood.confidence) == ("track_order", 1.0)


def test_typed_payloads_are_read_as_words(bot: RunningBot) -> None:
    for text in typed_payloads(random.Random(5), 60):
        conversation = Conversation(bot)
        reply = bot.say(conversation.id, text)
        assert reply.understood is not None
        assert reply.understood.confidence < 1.0, text
        assert conversation.slots().get("order_number") != "#FORGED"


def test_the_same_message_gets_the_same_reply_and_is_handled_once(bot: RunningBot) -> None:
    conversation = Conversation(bot)
    first = bot.request(conversation.id, "where is my order")
    reply = bot.turn(first)
    bot.say(conversation.id, "W1000001")
    again = replace(first, turn=uuid.uuid4().hex)
    assert bot.turn(again) == reply
    assert [event["text"] for event in conversation.events() if event["event"] == "user"] == [
        "where is my order",
        "W1000001",
    ]


def test_one_message_twenty_times_at_once_is_handled_once(bot: RunningBot) -> None:
    conversation = Conversation(bot)
    request = bot.request(conversation.id, "how long does delivery take?")
    with ThreadPoolExecutor(20) as pool:
        replies = list(pool.map(bot.turn, [request] * 20))
    assert len({str(reply) for reply in replies}) == 1
    assert sum(event["event"] == "user" for event in conversation.events()) == 1


def test_a_long_conversation_keeps_its_slots_and_stays_short(bot: RunningBot) -> None:
    conversation = Conversation(bot)
    bot.say(conversation.id, "where is W1000001, anna.koch@example.com")
    most = 0
    for turn in range(60):
        bot.say(conversation.id, ("hello", "thanks", "how long does delivery take")[turn % 3])
        most = max(most, len(conversation.events()))
    assert most <= 100
    assert conversation.slots()["order_number"] == "#W1000001"


@contextmanager
def tables_away(bot: RunningBot) -> Iterator[None]:
    """Takes the store's table away under the running bot, and puts it back."""

    def rename(old: str, new: str) -> None:
        with sqlite3.connect(bot.database) as database:
            database.execute(f"ALTER TABLE {old} RENAME TO {new}")
        database.close()

    rename("bot_trackers", "away")
    try:
        yield
    finally:
        rename("away", "bot_trackers")


class FailingAction:
    """Stands in for `action_stop`, which a test can have called by saying never mind."""

    name = "action_stop"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        reply.say("half an answer")
        raise RuntimeError("broken")


@pytest.fixture(scope="module")
def broken_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ActionApp]:
    app = ActionApp(tmp_path_factory.mktemp("broken-app"), free_port(), SECRET, (FailingAction(),))
    app.start()
    yield app
    app.stop()


@pytest.fixture(scope="module")
def lonely_bot(
    trained_model: object, bot: RunningBot, broken_app: ActionApp,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[RunningBot]:  # fmt: skip
    """A bot of its own, for tests that break what is around it."""
    running = RunningBot(bot.model, tmp_path_factory.mktemp("lonely-bot"), broken_app.port)
    create_bot_tables(running)
    running.start()
    yield running
    running.stop()


def test_an_action_that_fails_is_a_failed_turn(lonely_bot: RunningBot) -> None:
    conversation = Conversation(lonely_bot)
    lonely_bot.say(conversation.id, "where is my order")
    answer = lonely_bot.post(lonely_bot.request(conversation.id, "never mind"))
    assert (answer.status_code, answer.json()["code"]) == (503, "action_failed")
    assert conversation.form() == "order_lookup_form", "the stored state is the one before"
    assert lonely_bot.say(conversation.id, "W1000001").messages, "the next turn works"


def test_a_store_that_cannot_be_read_is_a_failed_turn(lonely_bot: RunningBot) -> None:
    conversation = Conversation(lonely_bot)
    lonely_bot.say(conversation.id, "hello")
    with tables_away(lonely_bot):
        answer = lonely_bot.post(lonely_bot.request(conversation.id, "hello"))
        assert (answer.status_code, answer.json()["code"]) == (503, "store_fault")
        assert lonely_bot.health() == {"status": "failed", "code": "store_fault"}
    assert lonely_bot.say(conversation.id, "hello").messages


def test_killed_after_its_reply_it_gives_the_same_reply(lonely_bot: RunningBot) -> None:
    conversation = Conversation(lonely_bot)
    request = lonely_bot.request(conversation.id, "where is W1000001")
    reply = lonely_bot.turn(request)
    lonely_bot.kill()
    lonely_bot.start()
    assert lonely_bot.turn(request) == reply
    goes_on = lonely_bot.say(conversation.id, "anna.koch@example.com")
    assert conversation.actions_of_last_turn() == [
        "order_lookup_form",
        "action_check_order_status",
    ]
    assert goes_on.signals


def test_without_the_app_a_turn_that_needs_it_fails(
    lonely_bot: RunningBot, broken_app: ActionApp
) -> None:
    broken_app.stop()
    failed = lonely_bot.post(lonely_bot.request(conversation_id(), "what is your return policy"))
    assert (failed.status_code, failed.json()["code"]) == (503, "action_failed")
    assert lonely_bot.say(conversation_id(), "hello").messages, "others need no action"
