"""The order store's receipts, in the shape that the turns of a conversation ask for."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from actions.change_order import undo_offer
from actions.change_talk import line_text
from actions.order_card import money, utc_text
from actions.orders.changes.receipts import receipts_in_conversation
from actions.orders.changes.schemas import Receipt
from actions.wording import Wording
from conversations.contract import Receipt as ReceiptTold
from conversations.contract import ReceiptBody, ReceiptLine, TurnMessage


class OrderReceipts:
    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    async def __call__(
        self, session: AsyncSession, *, conversation: str, locale: str
    ) -> tuple[TurnMessage, ...]:
        receipts = await receipts_in_conversation(session, conversation)
        language = locale.split("-")[0]
        return tuple(self._told(receipt, language) for receipt in receipts)

    def _told(self, receipt: Receipt, language: str) -> TurnMessage:
        undo = undo_offer(self._wording, language, receipt.id)
        return TurnMessage(self._body(receipt, language), (undo,) if receipt.undo_until else ())

    def _body(self, receipt: Receipt, language: str) -> ReceiptBody:
        currency = receipt.currency
        lines = tuple(
            ReceiptLine(
                line_text(self._wording, language, line, currency),
                None if line.amount_minor is None else money(line.amount_minor, currency),
            )
            for line in receipt.lines
        )
        return ReceiptBody(
            ReceiptTold(
                receipt.id,
                receipt.action.value,
                receipt.order or "",
                lines,
                utc_text(receipt.undo_until),
            )
        )
