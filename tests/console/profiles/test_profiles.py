from __future__ import annotations

from typing import Any

import pytest
from httpx import Response

from actions.orders.verification.service import verify_by_order_and_email
from tests.actions.orders.shop import MINA_EMAIL, a_shop, load
from tests.console.desk import Browser, Desk, code_of

pytestmark = pytest.mark.anyio


async def do(browser: Browser, conversation: str, deed: str, **body: Any) -> Response:
    return await browser.post(f"/api/console/conversations/{conversation}/{deed}", json=body)


async def profile(browser: Browser, conversation: str) -> Any:
    return (await browser.get(f"/api/console/conversations/{conversation}/profile")).json()


async def of_mina(desk: Desk, *texts: str) -> str:
    conversation = await desk.queued(*texts)
    async with desk.database.writer.begin() as session:
        await verify_by_order_and_email(
            session,
            conversation=conversation,
            order_number="#W1000001",
            email=MINA_EMAIL,
            now=desk.clock(),
        )
    return conversation


async def test_past_conversations_and_segments_are_those_of_the_proven_customer(
    desk: Desk, ana: Browser
) -> None:
    await load(desk.database.writer, a_shop())
    stranger = await desk.queued("hello")
    assert await profile(ana, stranger) == {
        "past": [],
        "segments": ["first_contact"],
        "page": {},
        "first_seen_at": "2026-11-24T12:00:00.000Z",
    }
    first = await of_mina(desk, "my toner?")
    second = await of_mina(desk, "me again")
    shown = await profile(ana, second)
    assert shown["segments"] == ["returning", "regular"]
    assert [(one["id"], one["last"], one["by_customer"]) for one in shown["past"]] == [
        (first, "my toner?", True)
    ]


async def test_duplicates_become_one_and_both_logs_stay(
    desk: Desk, ana: Browser, ben: Browser
) -> None:
    await load(desk.database.writer, a_shop())
    first, second = await of_mina(desk, "my toner?"), await of_mina(desk, "me again")
    stranger = await desk.queued("hello")
    # Answered, so that any other end would ask how it was.
    await do(ana, first, "claim", version=2, message="I look for it.")
    await do(ana, second, "claim", version=2)
    into_second = {"version": 3, "other": first, "other_version": 3}

    assert code_of(await do(ben, second, "merge", **into_second)) == "not_assignee"
    foreign = {**into_second, "other": stranger, "other_version": 2}
    assert code_of(await do(ana, second, "merge", **foreign)) == "merge_refused"
    stale = {**into_second, "other_version": 1}
    assert code_of(await do(ana, second, "merge", **stale)) == "stale_version"

    before = (await ana.get(f"/api/console/conversations/{first}")).json()["events"]
    assert (await do(ana, second, "merge", **into_second)).status_code == 200
    ended = (await ana.get(f"/api/console/conversations/{first}")).json()
    assert ended["events"][: len(before)] == before
    closed, linked = ended["events"][len(before) :]
    assert (closed["event"], closed["body"]["reason"]) == ("conversation.closed", "duplicate")
    assert linked["event"] == "conversation.merged"
    assert ended["conversation"]["state"] == "closed"
    assert ended["conversation"]["merged_into"] == second
    kept = (await ana.get(f"/api/console/conversations/{second}")).json()
    assert kept["events"][-1]["body"] == {"role": "kept", "other": first}
    assert (await profile(ana, second))["past"][0]["merged_into"] == second


async def test_the_one_in_which_the_shopper_wrote_last_goes_on(desk: Desk, ana: Browser) -> None:
    await load(desk.database.writer, a_shop())
    first, second = await of_mina(desk, "my toner?"), await of_mina(desk, "me again")
    await do(ana, first, "claim", version=2)
    refused = await do(ana, first, "merge", version=3, other=second, other_version=2)
    assert code_of(refused) == "merge_refused"
    assert (await desk.state(second)).state == "queued"
