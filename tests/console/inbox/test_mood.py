"""What the row, the filter, the live update and the brief say of a conversation's mood is one."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import update

from conversations.bus import INBOX
from conversations.contract import HandoffReason
from conversations.models import Conversation
from tests.console.desk import Browser, Desk
from tests.console.socket.line import line, served

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
LISTS = "/api/console/inbox"
ROUGH = ("angry", "impatient")


async def named(ana: Browser, conversation_id: str) -> str:
    """The mood in the brief, once row and filter are known to say the same."""
    answer = await ana.get(f"/api/console/conversations/{conversation_id}")
    mood = str(answer.json()["brief"]["mood"])
    shown = mood if mood in ROUGH else None
    rows = await listed(ana)
    assert [row["mood"] for row in rows if row["id"] == conversation_id] == [shown]
    for rough in ROUGH:
        narrowed = {row["id"] for row in await listed(ana, mood=rough)}
        assert (conversation_id in narrowed) is (rough == shown)
        assert narrowed == {row["id"] for row in rows if row["mood"] == rough}
    return mood


async def listed(ana: Browser, **by: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await ana.get(LISTS, params={"view": "all", **by})).json()[
        "items"
    ]
    return items


async def test_row_filter_brief_and_live_update_name_one_mood(desk: Desk, ana: Browser) -> None:
    other = await desk.conversation("hello")
    await desk.escalate(other, HandoffReason.ANGRY)
    assert await named(ana, other) == "angry"
    one = await desk.conversation("where is my order?")
    assert await named(ana, one) == "calm"
    seq = await desk.shopper_says(one, "how dare you charge me twice")
    assert await named(ana, one) == "calm"
    await desk.bot_understands(one, seq=seq, intent="insult", steps=[])
    assert await named(ana, one) == "angry"
    await desk.escalate(one, HandoffReason.REPEATED)
    async with served(desk) as address, line(address, ana) as open_line:
        await open_line.next_of("hello")
        await desk.shopper_says(one, "ok, thank you")
        desk.bus.publish(INBOX, {"conversation": one})
        assert [row["mood"] for row in (await open_line.next_of("inbox"))["rows"]] == [None]
        assert await named(ana, one) == "friendly"
        for text in ("and the parcel?", "I see", "which one?", "which one?!"):
            await desk.shopper_says(one, text)
        desk.bus.publish(INBOX, {"conversation": one})
        told = await open_line.next_of("inbox")
        assert [row["mood"] for row in told["rows"]] == ["impatient"]
    assert await named(ana, one) == "impatient"
    assert await listed(ana, mood="calm") == []


async def test_of_a_conversation_from_before_the_log_is_listened_to_with_its_next_message(
    desk: Desk, ana: Browser
) -> None:
    one = await desk.conversation("a")
    seq = await desk.shopper_says(one, "how dare you charge me twice")
    await desk.bot_understands(one, seq=seq, intent="insult", steps=[])
    for text in ("b", "c"):
        await desk.shopper_says(one, text)
    async with desk.database.writer.begin() as session:
        await session.execute(update(Conversation).values(mood=None, heard=None))
    assert await named(ana, one) == "calm"
    await desk.bot_understands(one, seq=seq, intent="insult", steps=[])
    assert await named(ana, one) == "calm"
    await desk.shopper_says(one, "d")
    assert await named(ana, one) == "angry"
    heard = (await desk.state(one)).heard
    assert heard is not None
    assert [said["text"] for said in heard] == ["how dare you charge me twice", "b", "c", "d"]
    await desk.shopper_says(one, "e")
    assert await named(ana, one) == "calm"
