"""Change items of an order that is not under way yet, once, for other variants."""

from functools import partial
from typing import ClassVar

from actions.orders.changes.errors import RefusalCode
from actions.orders.changes.schemas import Action, ChangeRequest, PlanLine, Prepared
from actions.orders.changes.work import PERSON, Work
from actions.orders.ledger.schemas import Movement
from actions.orders.ledger.service import move_money, net_paid
from actions.orders.models import Order, PaymentKind, PaymentMethod
from actions.orders.payments.methods import method_on_file, money_text, require_cover
from actions.orders.pieces.lines import swap_line
from actions.orders.pieces.replacing import agreed, replace_pieces
from actions.orders.pieces.selection import Swap, chosen_swaps
from actions.orders.pieces.stock import put_stock_back, take_stock
from actions.orders.refunds.lines import payment_line, refund_line


class ItemChangeRequest(ChangeRequest):
    """`items` and `new_items` are variant ids in pairs, one pair for each piece. `method` pays or
    receives the difference, and may be left out where there is none."""

    action: ClassVar[Action] = Action.CHANGE_ITEMS
    order: str
    items: tuple[str, ...]
    new_items: tuple[str, ...]
    method: str | None = None


async def prepare_item_change(work: Work, request: ItemChangeRequest) -> Prepared:
    order = await work.order(request.order)
    rules = work.policy.changes
    work.require_status("changes.statuses", order, rules.statuses, RefusalCode.ORDER_NOT_PENDING)
    work.require_items_unchanged("changes.after_items_changed", order, rules.after_items_changed)
    swaps = await chosen_swaps(work, order, request.items, request.new_items)
    difference = sum(swap.difference_minor for swap in swaps)
    method = await difference_method(work, order, difference, request.method)
    lines = [swap_line(swap, order.currency) for swap in swaps]
    if method is not None and difference > 0:
        lines.append(payment_line(method, difference, order.currency))
    elif method is not None and difference < 0:
        lines.append(refund_line(work, method, -difference, order.currency))
    lines.append(
        PlanLine("final", "After this the order can be neither changed again nor cancelled.")
    )
    perform = partial(_change_items, work, order, swaps, method, difference)
    return Prepared(order, order.currency, tuple(lines), perform)


async def difference_method(
    work: Work, order: Order, difference_minor: int, method_id: str | None
) -> PaymentMethod | None:
    """The method that pays (positive) or receives (negative) the difference, checked for it; None
    where there is no difference and none was named."""
    work.require(
        "payments.difference",
        method_id is not None or difference_minor == 0,
        f"The difference of {money_text(abs(difference_minor), order.currency)} needs a payment "
        "method on file.",
        RefusalCode.METHOD_NEEDED,
        instead=tuple(held.id for held in work.customer.payment_methods),
    )
    if method_id is None:
        return None
    method = method_on_file(work, method_id)
    await require_cover(work, method, difference_minor, order.currency)
    paid = sum(net_paid(order).values())
    work.require(
        "refunds.not_above_payment",
        -difference_minor <= max(paid, 0),
        f"At most {money_text(max(paid, 0), order.currency)} can be refunded: so much is paid.",
        RefusalCode.REFUND_ABOVE_PAYMENT,
        instead=(PERSON,),
    )
    return method


async def _change_items(
    work: Work, order: Order, swaps: list[Swap], method: PaymentMethod | None, difference: int
) -> None:
    returned = [swap.item.variant_id for swap in swaps]
    await put_stock_back(work.session, returned)
    await take_stock(work.session, [swap.variant.id for swap in swaps])
    kind = PaymentKind.PAYMENT if difference > 0 else PaymentKind.REFUND
    movement = Movement(kind, method.id if method else None, abs(difference))
    await move_money(work.session, order, work.customer, movement, work.now)
    await replace_pieces(work.session, order, agreed(swaps))
    order.items_changed = True
