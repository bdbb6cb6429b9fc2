"""What a shopper may ask of the conversation as a whole."""

from __future__ import annotations

import pytest

from connectors.gateway import wishes
from connectors.gateway.context import GatewayTiming
from conversations.contract import HandoffReason
from conversations.states.service import claim_conversation, escalate_conversation
from tests.connectors.gateway.conftest import StartGateway
from tests.connectors.gateway.widget import Gateway, Widget

pytestmark = [pytest.mark.anyio, pytest.mark.slow]


async def claim(gateway: Gateway, conversation_id: str) -> None:
    async with gateway.database.writer.begin() as session:
        conversation = await gateway.conversation(conversation_id)
        await claim_conversation(
            session,
            conversation_id=conversation_id,
            version=conversation.version,
            agent_id="ana",
            agent_name="Ana",
            at=gateway.clock(),
        )


async def errors(widget: Widget) -> list[str]:
    return [frame["code"] for frame in await widget.barrier() if frame["type"] == "error"]


async def test_asking_for_a_person_puts_the_shopper_in_the_queue_and_says_where(
    gateway: Gateway,
) -> None:
    async with gateway.widget() as first, gateway.widget() as second:
        for widget, position in ((first, 1), (second, 2)):
            await widget.request("human")
            event = await widget.receive("event")
            assert (event["event"], event["body"]["state"]) == ("conversation.escalated", "queued")
            assert event["body"]["reason"] == HandoffReason.ASKED_FOR_PERSON.value
            assert event["author"]["role"] == "system"
            queue = await widget.receive("queue")
            assert queue == {"type": "queue", "position": position, "wait_s": []}
            gateway.clock.advance(1)
        await first.request("human")
        assert await errors(first) == []
    assert len(await gateway.rows(first.conversation)) == 1


async def test_the_place_in_the_queue_moves_up(start_gateway: StartGateway) -> None:
    async with (
        start_gateway(GatewayTiming(heads_every_s=0.05)) as gateway,
        gateway.widget() as first,
        gateway.widget() as second,
    ):
        await first.request("human")
        await first.receive("queue", position=1)
        gateway.clock.advance(1)
        await second.request("human")
        await second.receive("queue", position=2)
        await first.request("bot")
        assert (await first.receive("event", event="conversation.released"))["seq"] == 2
        await second.receive("queue", position=1)


async def test_who_would_rather_not_wait_goes_back_to_the_bot(gateway: Gateway) -> None:
    async with gateway.widget() as widget:
        await widget.request("human")
        await widget.request("bot")
        released = (await widget.events(2))[1]
        assert released["event"] == "conversation.released"
        assert released["body"]["state"] == "bot"
        await widget.request("bot")
        assert await errors(widget) == []
    assert (await gateway.conversation(widget.conversation)).resume_bot


async def test_a_shopper_cannot_take_the_conversation_from_a_person(gateway: Gateway) -> None:
    async with gateway.widget() as widget:
        await claim(gateway, widget.conversation)
        await widget.request("bot")
        assert (await widget.receive("error"))["code"] == "state_refused"
        await widget.request("human")
        assert await errors(widget) == []
    assert (await gateway.conversation(widget.conversation)).state == "human"


async def test_closing_is_told_once_and_asking_for_a_person_opens_again(gateway: Gateway) -> None:
    async with gateway.widget() as widget:
        await widget.request("close")
        closed = await widget.receive("event")
        assert (closed["event"], closed["body"]["reason"]) == ("conversation.closed", "shopper")
        await widget.request("close")
        assert (await widget.receive("error"))["code"] == "state_refused"
        await widget.request("human")
        names = [event["event"] for event in await widget.events(2)]
        assert names == ["conversation.reopened", "conversation.escalated"]


async def test_a_new_conversation_leaves_the_old_one_on_the_list_to_be_opened(
    gateway: Gateway,
) -> None:
    async with gateway.widget() as widget:
        await widget.said("the old question")
        await widget.receive("event")
        gateway.clock.advance(60)
        await widget.request("new")
        fresh = await widget.receive("welcome")
        assert (fresh["head"], fresh["token"]) == (0, widget.token)
        await widget.said("the new question")
        assert (await widget.receive("event"))["seq"] == 1

        await widget.request("list")
        items = (await widget.receive("conversations"))["items"]
        assert [(item["id"], item["state"], item["last"]) for item in items] == [
            (fresh["conversation"], "bot", "the new question"),
            (widget.conversation, "bot", "the old question"),
        ]

        await widget.request("open", widget.conversation)
        opened = await widget.receive("welcome")
        assert (opened["conversation"], opened["head"]) == (widget.conversation, 1)
        assert (await widget.receive("event"))["body"]["text"] == "the old question"
        await widget.said("one more thing")
    rows = await gateway.rows(widget.conversation)
    assert [row.body["text"] for row in rows] == ["the old question", "one more thing"]


async def test_the_list_shows_the_beginning_of_a_long_message(gateway: Gateway) -> None:
    async with gateway.widget() as widget:
        await widget.said("x" * 4_000)
        await widget.request("list")
        [item] = (await widget.receive("conversations"))["items"]
    assert item["last"] == "x" * 120


async def test_a_wish_may_name_another_of_the_shoppers_conversations(gateway: Gateway) -> None:
    async with gateway.widget() as widget:
        await widget.request("new")
        fresh = (await widget.receive("welcome"))["conversation"]
        await widget.request("close", widget.conversation)
        assert await errors(widget) == []
    assert (await gateway.conversation(widget.conversation)).state == "closed"
    assert (await gateway.conversation(fresh)).state == "bot"


async def test_a_transcript_has_all_that_was_said_and_comes_in_parts(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wishes, "PART_CHARS", 20)
    async with gateway.widget() as widget:
        await widget.said("where is my parcel?")
        await widget.request("transcript")
        parts = []
        while not parts or parts[-1]["more"]:
            parts.append(await widget.receive("document", what="transcript"))
    assert len(parts) > 1
    text = "".join(part["text"] for part in parts)
    assert text.splitlines()[0] == "Demo"
    assert text.endswith("] You: where is my parcel?\n".replace("] ", " UTC] "))
    assert (parts[0]["name"], parts[0]["media"]) == ("chat.txt", "text/plain")


async def test_who_is_forgotten_goes_on_as_somebody_new(start_gateway: StartGateway) -> None:
    class Data:
        def __init__(self) -> None:
            self.erased: list[str] = []

        async def export(self, shopper_id: str) -> str:
            return "{}"

        async def erase(self, shopper_id: str) -> str:
            self.erased.append(shopper_id)
            return '{"erased": {}, "kept": {}}'

    data = Data()
    async with start_gateway(personal_data=data) as gateway, gateway.widget() as widget:
        await widget.said("hello")
        await widget.request("export")
        assert (await widget.receive("document", what="export"))["text"] == "{}"
        await widget.request("erase")
        await widget.receive("document", what="erase")
        other = await widget.receive("welcome")
    assert len(data.erased) == 1
    assert other["token"] != widget.token
    assert other["head"] == 0


async def test_a_language_once_told_is_kept_for_the_next_conversation(gateway: Gateway) -> None:
    async with gateway.widget(locale="en") as widget:
        await widget.send(type="locale", locale="zh-CN")
        await widget.request("new")
        fresh = await widget.receive("welcome")
    assert (await gateway.conversation(widget.conversation)).locale == "zh-CN"
    assert (await gateway.conversation(fresh["conversation"])).locale == "zh-CN"


async def test_logging_out_begins_as_someone_else_to_whom_the_past_is_closed(
    gateway: Gateway,
) -> None:
    async with gateway.widget() as widget:
        await widget.said("my secret")
        await widget.receive("event")
        await widget.send(type="logout")
        other = await widget.receive("welcome")
        assert other["token"] != widget.token
        assert other["conversation"] != widget.conversation
        assert other["head"] == 0
        await widget.request("list")
        items = (await widget.receive("conversations"))["items"]
        assert items == []
        await widget.request("open", widget.conversation)
        assert (await widget.receive("error"))["code"] == "not_found"
        await widget.send(type="backfill", after=0)
        assert (await widget.receive("backfill"))["events"] == []
        await widget.said("hello from the next person")
        assert (await widget.receive("event"))["seq"] == 1
    async with gateway.widget(token=other["token"]) as later:
        assert later.conversation == other["conversation"]
    texts = [row.body["text"] for row in await gateway.rows(widget.conversation)]
    assert texts == ["my secret"]


async def test_a_press_of_the_handoff_button_needs_no_escalation_twice(gateway: Gateway) -> None:
    async with gateway.widget() as widget:
        for _ in range(2):
            await gateway.change(
                widget.conversation, escalate_conversation, reason=HandoffReason.CASE
            )
        await widget.events(1)
        assert "event" not in {frame["type"] for frame in await widget.barrier()}
