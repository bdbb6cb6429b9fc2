"""A shopper's files go with them, down to the last byte in the database's file."""

from __future__ import annotations

import json

import pytest

from conversations.shoppers.service import begin_conversation, welcome_shopper
from conversations.sites.service import save_site
from conversations.uploads.reading import ReadyFile
from conversations.uploads.service import attach_upload, keep_upload
from tests.shopbell.personal_data.test_erasing import WORDS, Shop, shop

__all__ = ["shop"]
pytestmark = pytest.mark.anyio


async def test_files_said_and_unsaid_and_an_agents_are_erased(shop: Shop) -> None:
    at = shop.clock()
    async with shop.database.writer.begin() as session:
        await save_site(session, key="demo", name="Demo", origins=["http://shop.test"])
        shopper, _ = await welcome_shopper(session, site="demo", at=at)
        chat = await begin_conversation(session, shopper=shopper, locale="en", at=at)
        for word, owner in zip(WORDS, (shopper.id, shopper.id, "agent"), strict=False):
            file = ReadyFile(
                f"{word}.jpg", "image/jpeg", word.encode() * 9_000, word.encode(), 4, 3
            )
            upload = await keep_upload(session, owner_key=owner, file=file, at=at)
            if word != WORDS[0]:
                await attach_upload(session, upload_id=upload.id, conversation=chat, at=at)
    exported = await shop.data.export(shopper.id)
    assert all(f"{word}.jpg" in exported for word in WORDS[:3])
    assert shop.on_disk() == set(WORDS[:3])
    done = json.loads(await shop.data.erase(shopper.id))
    assert done["erased"]["uploads"] >= 1
    assert shop.on_disk() == set()
