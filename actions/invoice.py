"""An order's invoice, told in the chat."""

from __future__ import annotations

from dataclasses import dataclass

from actions.dialogue import PENDING, Event, Reply, Turn, set_slot
from actions.order_card import item_title, money_text
from actions.order_desk import OrderDesk
from actions.order_list import say_orders
from actions.order_lookup import EMAIL, ORDER_NUMBER, prove_order, say_not_found
from actions.orders.addresses.service import FIELDS
from actions.orders.invoices.service import Invoice
from actions.wording import Wording
from conversations.contract import HandoffReason

WISH = "get_invoice"


@dataclass(frozen=True)
class ActionShowInvoice:
    """After its form. What a tax office would ask for besides, a person makes."""

    desk: OrderDesk
    wording: Wording
    name: str = "action_show_invoice"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        if not await prove_order(turn, reply, self.desk):
            reply.trace("invoice", False, "not verified")
            return say_not_found(turn, reply, self.wording, WISH)
        number = turn.slot(ORDER_NUMBER)
        if number is None:
            orders = await self.desk.orders(turn.conversation)
            if len(orders) != 1:
                say_orders(turn, reply, self.wording, orders, WISH)
                return [set_slot(EMAIL, None)]
            number = orders[0].number
        if await self.desk.order(turn.conversation, number) is None:
            reply.trace("invoice", False, f"{number} not found")
            return say_not_found(turn, reply, self.wording, WISH)
        invoice = await self.desk.invoice(turn.conversation, number)
        reply.trace("invoice", True, invoice.order)
        reply.say(invoice_text(self.wording, turn.language, invoice))
        reply.say(
            self.wording.text(turn.language, "invoice_more"),
            self.wording.offer(turn.language, "person"),
        )
        return [
            set_slot(ORDER_NUMBER, invoice.order),
            set_slot(EMAIL, None),
            set_slot(PENDING, HandoffReason.CASE.value),
        ]


def invoice_text(wording: Wording, language: str, invoice: Invoice) -> str:
    def text(key: str, **values: str) -> str:
        return wording.text(language, key, **values)

    def money(minor: int) -> str:
        return money_text(minor, invoice.currency)

    address = ", ".join(v for f in FIELDS if (v := getattr(invoice.bill_to, f)).strip())
    placed = invoice.placed_at.date().isoformat() if invoice.placed_at else text("date_unknown")
    lines = [
        text("invoice_head", number=invoice.order, date=placed),
        f"{invoice.name}, {address}",
        *(
            f"- {item.quantity} × {item_title(item)}: {money(item.price_minor * item.quantity)}"
            for item in invoice.items
        ),
        text("invoice_total", amount=money(invoice.total_minor)),
        text("invoice_paid", amount=money(invoice.paid_minor)),
    ]
    if invoice.refunded_minor:
        lines.append(text("invoice_refunded", amount=money(invoice.refunded_minor)))
    if invoice.due_minor > 0:
        lines.append(text("invoice_due", amount=money(invoice.due_minor)))
    return "\n".join(lines)
