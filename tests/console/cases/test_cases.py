"""What a shopper has put before a person stands beside the conversation, with its photos."""

from __future__ import annotations

import pytest

from actions.orders.access.schemas import by_bot
from actions.orders.cases.service import CaseKind, CaseRequest
from actions.orders.verification.service import verify_by_order_and_email
from conversations.log.repository import lock_conversation
from conversations.uploads.service import attach_upload, keep_upload
from tests.actions.orders.acts import done
from tests.actions.orders.shop import MINA_EMAIL, a_shop, load
from tests.connectors.uploads.test_uploads import READY
from tests.console.desk import Browser, Desk

pytestmark = pytest.mark.anyio


async def photo_in(desk: Desk, conversation_id: str) -> str:
    at = desk.clock()
    async with desk.database.writer.begin() as session:
        upload = await keep_upload(session, owner_key="shopper", file=READY, at=at)
        conversation = await lock_conversation(session, conversation_id)
        assert conversation is not None
        await attach_upload(session, upload_id=upload.id, conversation=conversation, at=at)
    return upload.id


async def test_a_case_has_the_number_that_the_shopper_knows_and_this_chats_photos_only(
    desk: Desk, ana: Browser
) -> None:
    shop = a_shop()
    shop["orders"][0]["status"] = "delivered"
    await load(desk.database.writer, shop)
    conversation, other = await desk.queued("the serum leaked"), await desk.queued("hi")
    mine, foreign = await photo_in(desk, conversation), await photo_in(desk, other)
    async with desk.database.writer.begin() as session:
        await verify_by_order_and_email(
            session,
            conversation=conversation,
            order_number="W1000001",
            email=MINA_EMAIL,
            now=desk.clock(),
        )
    request = CaseRequest(
        order="#W1000001",
        kind=CaseKind.DAMAGED_ITEM,
        items=("V-30",),
        photos=(mine, foreign, "0" * 32),
        note="it leaked",
    )
    receipt = await done(desk.orders, by_bot(conversation), request)
    path = "/api/console/conversations/{}/cases"
    answer = await ana.get(path.format(conversation))
    (case,) = answer.json()["items"]
    assert (case["number"], case["kind"], case["order"]) == (
        receipt.id, "damaged_item", "#W1000001",
    )  # fmt: skip
    assert (case["note"], case["state"]) == ("it leaked", "open")
    assert case["photos"] == [{"id": mine, "name": "photo.jpg", "type": "image/jpeg"}]
    assert (await ana.get(path.format(other))).json() == {"items": []}
    assert (await desk.browser().get(path.format(conversation))).status_code == 401
    assert (await ana.get(path.format("0" * 32))).status_code == 404
