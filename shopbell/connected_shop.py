"""Keeps up with a connected shop: what is new in it, and what it had not answered yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from actions.orders.shopify.calls import EndedCall
from actions.orders.shopify.store import ShopifyOrderStore
from actions.wording import Wording
from conversations.bus import INBOX, Bus, conversation_topic
from conversations.contract import Author, Role, TextBody
from conversations.log.repository import lock_conversation
from conversations.log.service import append_message
from conversations.turns.receipts import post_receipts
from rounds.running import make_rounds
from shopbell.receipts import OrderReceipts

LOOK_S: Final = 30.0
# The shop's clock and ours may differ.
OVERLAP: Final = timedelta(minutes=5)

_log = structlog.get_logger(__name__)


class ConnectedShop:
    """`run` until cancelled; `look` once. Beside it the store asks the shop before each answer, so
    that this decides only how soon a new customer or product is known."""

    def __init__(
        self,
        *,
        store: ShopifyOrderStore,
        writer: async_sessionmaker[AsyncSession],
        bus: Bus,
        clock: Callable[[], datetime],
        wording: Wording,
    ) -> None:
        self._store = store
        self._writer = writer
        self._bus = bus
        self._clock = clock
        self._wording = wording
        self._receipts = OrderReceipts(wording)
        self._brought_at: datetime | None = None

    async def run(self) -> None:
        await make_rounds(self.look, every_s=LOOK_S, failed="shop_not_looked_at")

    async def look(self) -> None:
        """End what is open, then bring what has changed: all of the shop for the first time."""
        for ended in await self._store.finish_open_calls():
            await self._tell(ended)
        began = self._clock()
        since = self._brought_at - OVERLAP if self._brought_at else None
        count = await self._store.bring_all(since)
        if since is None:
            _log.info("shop_brought", count=count)
        self._brought_at = began

    async def _tell(self, ended: EndedCall) -> None:
        """The receipt; where the shop refused it after all, that nothing was done."""
        if ended.conversation is None:
            return
        at = self._clock()
        async with self._writer.begin() as session:
            conversation = await lock_conversation(session, ended.conversation)
            if conversation is None:
                return
            if ended.done:
                await post_receipts(
                    session, conversation=conversation, source=self._receipts, at=at
                )
            else:
                language = conversation.locale.split("-")[0]
                await append_message(
                    session,
                    conversation=conversation,
                    author=Author(Role.SYSTEM),
                    body=TextBody(self._wording.text(language, "change_refused_late")),
                    at=at,
                    cmid=ended.receipt,
                    author_key="connected_shop",
                )
        self._bus.publish(conversation_topic(conversation.id), {"log": True})
        self._bus.publish(INBOX, {"conversation": conversation.id})
