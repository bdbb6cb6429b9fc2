"""The goods are back: a return is refunded, an exchange settles its difference."""

from functools import partial
from typing import ClassVar

from actions.orders.changes.errors import RefusalCode
from actions.orders.changes.schemas import Action, ChangeRequest, PlanLine, Prepared
from actions.orders.changes.work import PERSON, Work
from actions.orders.ledger.schemas import Movement
from actions.orders.ledger.service import method_of, move_money, net_paid
from actions.orders.models import ItemRequest, MethodKind, Order, OrderState, PaymentKind
from actions.orders.payments.methods import money_text
from actions.orders.pieces.replacing import Replacement, replace_pieces
from actions.orders.pieces.selection import chosen_pieces
from actions.orders.pieces.stock import put_stock_back
from actions.orders.refunds.lines import payment_line, refund_line
from actions.orders.returns.requests import RETURN, item_request


class SettleRequest(ChangeRequest):
    """For the shop's own people, once they have the goods."""

    action: ClassVar[Action] = Action.SETTLE_REQUEST
    order: str


async def prepare_settlement(work: Work, request: SettleRequest) -> Prepared:
    order = await work.order(request.order)
    asked = await item_request(work.session, order)
    if asked is None or asked.settled_at is not None:
        work.refuse(
            "returns.open",
            f"Order {order.number} has no return or exchange that waits for its goods.",
            RefusalCode.REQUEST_NOT_OPEN,
            instead=(PERSON,),
        )
    amount = min(asked.amount_minor, max(sum(net_paid(order).values()), 0))
    lines = [
        PlanLine(
            "goods_back",
            f"{len(asked.pieces)} item(s) of order {order.number} are back in stock.",
            values={"order": order.number},
        )
    ]
    method = method_of(work.customer, asked.method_id)
    if amount > 0:
        lines.append(refund_line(work, method, amount, order.currency))
    elif amount < 0:
        if method is None:
            work.refuse(
                "payments.on_file",
                "The payment method that was chosen is not on file any more.",
                RefusalCode.METHOD_NOT_FOUND,
                instead=(PERSON,),
            )
        holds = method.kind != MethodKind.GIFT_CARD or (method.balance_minor or 0) >= -amount
        work.require(
            "payments.gift_card_holds_enough",
            holds,
            f"The gift card must hold {money_text(-amount, order.currency)}.",
            RefusalCode.GIFT_CARD_TOO_LOW,
            instead=(PERSON,),
        )
        lines.append(payment_line(method, -amount, order.currency))
    perform = partial(_settle, work, order, asked, amount)
    return Prepared(order, order.currency, tuple(lines), perform)


async def _settle(work: Work, order: Order, asked: ItemRequest, amount: int) -> None:
    kind = PaymentKind.REFUND if amount > 0 else PaymentKind.PAYMENT
    movement = Movement(kind, asked.method_id, abs(amount))
    await move_money(work.session, order, work.customer, movement, work.now)
    await put_stock_back(work.session, [piece["variant_id"] for piece in asked.pieces])
    if asked.kind == RETURN:
        work.set_status(order, OrderState.RETURNED)
    else:
        old = chosen_pieces(work, order, [piece["variant_id"] for piece in asked.pieces])
        new = [
            Replacement(
                line, piece["new_variant_id"], piece["new_options"], piece["new_price_minor"]
            )
            for line, piece in zip(old, asked.pieces, strict=True)
        ]
        await replace_pieces(work.session, order, new)
        work.set_status(order, OrderState.DELIVERED)
    asked.settled_at = work.now
    await work.session.flush()
