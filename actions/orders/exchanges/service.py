"""Exchange items of a delivered order: the new ones are set aside now, the difference is settled
once the old ones are back."""

from functools import partial
from typing import ClassVar

from actions.orders.changes.schemas import Action, ChangeRequest, PlanLine, Prepared
from actions.orders.changes.work import Work
from actions.orders.item_changes.service import difference_method
from actions.orders.models import ItemRequest, Order, OrderState, PaymentMethod
from actions.orders.pieces.lines import swap_line
from actions.orders.pieces.selection import Swap, chosen_swaps
from actions.orders.pieces.stock import take_stock
from actions.orders.refunds.lines import later_line
from actions.orders.returns.requests import EXCHANGE, require_returnable


class ExchangeRequest(ChangeRequest):
    """As `ItemChangeRequest`, for what was delivered."""

    action: ClassVar[Action] = Action.EXCHANGE_ITEMS
    order: str
    items: tuple[str, ...]
    new_items: tuple[str, ...]
    method: str | None = None


async def prepare_exchange(work: Work, request: ExchangeRequest) -> Prepared:
    order = await work.order(request.order)
    rules = work.policy.exchanges
    await require_returnable(work, order, "exchanges", rules)
    swaps = await chosen_swaps(
        work, order, request.items, request.new_items, same_variant=rules.same_variant
    )
    difference = sum(swap.difference_minor for swap in swaps)
    method = await difference_method(work, order, difference, request.method)
    lines = [swap_line(swap, order.currency) for swap in swaps]
    if difference:
        lines.append(later_line(method, -difference, order.currency))
    lines.append(
        PlanLine("once", "Nothing more of this order can be returned or exchanged after this.")
    )
    perform = partial(_request_exchange, work, order, swaps, method, difference)
    return Prepared(order, order.currency, tuple(lines), perform)


async def _request_exchange(
    work: Work, order: Order, swaps: list[Swap], method: PaymentMethod | None, difference: int
) -> None:
    await take_stock(work.session, [swap.variant.id for swap in swaps])
    work.session.add(
        ItemRequest(
            order_number=order.number,
            kind=EXCHANGE,
            customer_id=work.customer.id,
            pieces=[
                {
                    "variant_id": swap.item.variant_id,
                    "price_minor": swap.item.price_minor,
                    "new_variant_id": swap.variant.id,
                    "new_price_minor": swap.variant.price_minor,
                    "new_options": dict(swap.variant.options),
                }
                for swap in swaps
            ],
            amount_minor=-difference,
            method_id=method.id if method else None,
            requested_at=work.now,
        )
    )
    work.set_status(order, OrderState.EXCHANGE_REQUESTED)
    await work.session.flush()
