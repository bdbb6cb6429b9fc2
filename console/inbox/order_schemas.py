"""A customer's orders as the console shows them: the contract's order card, and a little more."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel

from actions.orders.changes.schemas import Action
from actions.orders.models import PaymentKind
from actions.orders.money import to_decimal
from actions.orders.status.schemas import OpenRequest, OrderedItem, OrderStatus, Refund
from console.schemas import Instant


class MoneyView(BaseModel):
    """`amount` is a decimal string."""

    amount: str
    currency: str


class OrderLineView(BaseModel):
    title: str
    quantity: int
    price: MoneyView
    options: dict[str, str]
    image_url: str | None
    variant_id: str
    product_id: str | None


class TrackingView(BaseModel):
    number: str
    carrier: str | None
    url: str | None


class TimelineStepView(BaseModel):
    status: str
    at: Instant | None


class RefundView(BaseModel):
    amount: MoneyView
    at: Instant | None
    method: str | None


class AddressView(BaseModel):
    line1: str
    line2: str
    city: str
    region: str
    postal_code: str
    country: str


class RequestView(BaseModel):
    """A return or an exchange; `amount` goes to the customer once the goods are back."""

    kind: str
    amount: MoneyView
    requested_at: Instant
    settled_at: Instant | None


class OrderView(BaseModel):
    """`paid_with` is the id of the method that pays it now."""

    number: str
    status: str
    placed_at: Instant | None
    items: list[OrderLineView]
    total: MoneyView
    tracking: list[TrackingView]
    timeline: list[TimelineStepView]
    refunds: list[RefundView]
    address: AddressView
    request: RequestView | None
    paid_with: str | None
    actions: list[Action]


def order_view(order: OrderStatus, actions: Sequence[Action] = ()) -> OrderView:
    return OrderView(
        number=order.number,
        status=order.status,
        placed_at=order.placed_at,
        items=[_line(item) for item in order.items],
        total=_money(order.total_minor, order.currency),
        tracking=[
            TrackingView(number=parcel.number, carrier=parcel.carrier, url=None)
            for parcel in order.tracking
        ],
        timeline=[TimelineStepView(status=step.status, at=step.at) for step in order.timeline],
        refunds=[_refund(refund) for refund in order.refunds],
        address=AddressView(**vars(order.address)),
        request=_request(order.request, order.currency) if order.request else None,
        paid_with=_paid_with(order),
        actions=list(actions),
    )


def _line(item: OrderedItem) -> OrderLineView:
    return OrderLineView(
        title=item.name,
        quantity=item.quantity,
        price=_money(item.price_minor, item.currency),
        options=item.options,
        image_url=item.image_url,
        variant_id=item.variant_id,
        product_id=item.product_id,
    )


def _request(request: OpenRequest, currency: str) -> RequestView:
    return RequestView(
        kind=request.kind,
        amount=_money(request.amount_minor, currency),
        requested_at=request.requested_at,
        settled_at=request.settled_at,
    )


def _paid_with(order: OrderStatus) -> str | None:
    paid = [one.method_id for one in order.movements if one.kind == PaymentKind.PAYMENT]
    return paid[-1] if paid else None


def _refund(refund: Refund) -> RefundView:
    ending = f" …{refund.method_last_four}" if refund.method_last_four else ""
    method = f"{refund.method_kind}{ending}" if refund.method_kind else None
    return RefundView(
        amount=_money(refund.amount_minor, refund.currency), at=refund.at, method=method
    )


def _money(minor: int, currency: str) -> MoneyView:
    return MoneyView(amount=to_decimal(minor, currency), currency=currency)
