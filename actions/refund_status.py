"""Where a refund is: what has gone back, how, or that nothing has yet."""

from __future__ import annotations

from dataclasses import dataclass

from actions.dialogue import Event, Reply, Turn, set_slot
from actions.order_card import money_text
from actions.order_desk import OrderDesk
from actions.order_lookup import EMAIL, ORDER_NUMBER, prove_order, say_not_found
from actions.orders.models import OrderState
from actions.orders.refunds.arrival import Arrival
from actions.orders.refunds.service import RefundProgress
from actions.orders.status.schemas import OrderStatus
from actions.wording import Wording


@dataclass(frozen=True)
class ActionCheckRefund:
    desk: OrderDesk
    wording: Wording
    name: str = "action_check_refund"

    async def run(self, turn: Turn, reply: Reply) -> list[Event]:
        if not await prove_order(turn, reply, self.desk):
            reply.trace("refund_status", False, "not verified")
            return say_not_found(turn, reply, self.wording, "track_refund")
        order = await self._order(turn)
        if order is None:
            reply.trace("refund_status", False, "order not found")
            return say_not_found(turn, reply, self.wording, "track_refund")
        reply.trace("refund_status", True, f"{order.number} refunds: {len(order.refunds)}")
        person = self.wording.offer(turn.language, "person")
        if order.refunds:
            reply.say(await self._lines(turn, order))
        else:
            others = await self._refunded_others(turn, order)
            reply.say("\n".join([self._nothing_yet(turn, order), *others]), person)
        return [set_slot(ORDER_NUMBER, order.number), set_slot(EMAIL, None)]

    async def _order(self, turn: Turn) -> OrderStatus | None:
        """The order named; else the newest one with a refund, else the newest."""
        number = turn.slot(ORDER_NUMBER)
        if number is not None:
            return await self.desk.order(turn.conversation, number)
        orders = await self.desk.orders(turn.conversation)
        return next((order for order in orders if order.refunds), orders[0] if orders else None)

    async def _refunded_others(self, turn: Turn, order: OrderStatus) -> list[str]:
        """The order spoken of last need not be the one whose refund is meant."""
        orders = await self.desk.orders(turn.conversation)
        return [
            self.wording.text(
                turn.language,
                "refund_other",
                number=other.number,
                line=await self._lines(turn, other),
            )
            for other in orders
            if other.refunds and other.number != order.number
        ]

    async def _lines(self, turn: Turn, order: OrderStatus) -> str:
        found = await self.desk.refunds(turn.conversation, order.number)
        return " ".join(self._line(turn, progress) for progress in found.refunds)

    def _line(self, turn: Turn, progress: RefundProgress) -> str:
        language, refund = turn.language, progress.refund
        amount = money_text(refund.amount_minor, refund.currency)
        when = ""
        if refund.at is not None:
            when = self.wording.text(language, "refund_when", date=refund.at.date().isoformat())
        if refund.method_kind is None:
            said = self.wording.text(language, "refund_line_plain", amount=amount, when=when)
        else:
            method = self.wording.method(language, refund.method_kind)
            if refund.method_last_four:
                method = f"{method} (…{refund.method_last_four})"
            said = self.wording.text(
                language, "refund_line", amount=amount, when=when, method=method
            )
        return f"{said} {self._arrives(language, progress.arrival)}".strip()

    def _arrives(self, language: str, arrival: Arrival | None) -> str:
        """By the shop's policy; that the money has arrived, nobody but its owner knows."""
        if arrival is None:
            return ""
        if arrival.days[1] == 0:
            return self.wording.text(language, "refund_at_once")
        past = self.desk.clock().date() > arrival.last
        first, last = (str(days) for days in arrival.days)
        return self.wording.text(
            language,
            "refund_should_be_there" if past else "refund_arrives",
            first=first,
            last=last,
            **arrival.values,
        )

    def _nothing_yet(self, turn: Turn, order: OrderStatus) -> str:
        waiting = order.status in {OrderState.RETURN_REQUESTED, OrderState.RETURNED}
        first, last = (str(days) for days in self.desk.policy.refunds.other_business_days)
        return self.wording.text(
            turn.language,
            "refund_waiting" if waiting else "refund_none",
            number=order.number,
            status=self.wording.status(turn.language, order.status),
            first=first,
            last=last,
        )
