"""Return items of a delivered order: asked for now, refunded once the goods are back."""

from functools import partial
from typing import ClassVar

from actions.orders.changes.schemas import Action, ChangeRequest, PlanLine, Prepared
from actions.orders.changes.work import Work
from actions.orders.ledger.service import net_paid
from actions.orders.models import ItemRequest, Order, OrderItem, OrderState, PaymentMethod
from actions.orders.payments.methods import refund_method
from actions.orders.pieces.lines import piece_line
from actions.orders.pieces.selection import chosen_pieces
from actions.orders.refunds.lines import later_line
from actions.orders.returns.requests import RETURN, require_returnable


class ReturnRequest(ChangeRequest):
    """`items` are variant ids, one for each piece; `method` is where the refund goes, the one
    that paid where it is left out."""

    action: ClassVar[Action] = Action.RETURN_ITEMS
    order: str
    items: tuple[str, ...]
    method: str | None = None


async def prepare_return(work: Work, request: ReturnRequest) -> Prepared:
    """The refund is the price of the pieces as they were sold, at most what is still paid."""
    order = await work.order(request.order)
    await require_returnable(work, order, "returns", work.policy.returns)
    pieces = chosen_pieces(work, order, request.items)
    method = refund_method(work, order, request.method)
    paid = max(sum(net_paid(order).values()), 0)
    amount = min(sum(piece.price_minor for piece in pieces), paid)
    lines = (
        *(piece_line(piece, order.currency) for piece in pieces),
        later_line(method, amount, order.currency),
        PlanLine("once", "Nothing more of this order can be returned or exchanged after this."),
    )
    perform = partial(_request_return, work, order, pieces, method, amount)
    return Prepared(order, order.currency, lines, perform)


async def _request_return(
    work: Work,
    order: Order,
    pieces: list[OrderItem],
    method: PaymentMethod | None,
    amount: int,
) -> None:
    paid_by = next((held for held, left in net_paid(order).items() if left > 0), None)
    work.session.add(
        ItemRequest(
            order_number=order.number,
            kind=RETURN,
            customer_id=work.customer.id,
            pieces=[
                {"variant_id": piece.variant_id, "price_minor": piece.price_minor}
                for piece in pieces
            ],
            amount_minor=amount,
            method_id=method.id if method else paid_by,
            requested_at=work.now,
        )
    )
    work.set_status(order, OrderState.RETURN_REQUESTED)
    await work.session.flush()
