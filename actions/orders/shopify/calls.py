"""The durable side of a change in the shop: written before the shop is called, ended after it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.orders.access.schemas import Actor, Caller
from actions.orders.changes.encoding import receipt_content
from actions.orders.changes.execution import Agreement
from actions.orders.changes.schemas import Action, ChangeRequest, PlanLine, Receipt
from actions.orders.models import ShopCall

SENT, DONE, REFUSED = "sent", "done", "refused"


@dataclass(frozen=True)
class EndedCall:
    """A change that had no answer at first. `done` is false where the shop refused it."""

    receipt: str
    conversation: str | None
    done: bool


async def call_of_key(session: AsyncSession, customer: str, key: str) -> ShopCall | None:
    """The newest, locked by the customer's lock."""
    found = await session.execute(
        select(ShopCall)
        .where(ShopCall.customer_id == customer, ShopCall.key == key, ShopCall.state == SENT)
        .execution_options(populate_existing=True)
    )
    return found.scalar_one_or_none()


async def open_calls(session: AsyncSession, customer: str | None = None) -> Sequence[ShopCall]:
    """Those that have had no answer yet, oldest first."""
    query = select(ShopCall).where(ShopCall.state == SENT).order_by(ShopCall.at)
    if customer is not None:
        query = query.where(ShopCall.customer_id == customer)
    return (await session.execute(query)).scalars().all()


def new_call(agreement: Agreement, request: ChangeRequest, receipt: Receipt) -> ShopCall:
    caller = agreement.caller
    return ShopCall(
        receipt_id=receipt.id,
        customer_id=receipt.customer,
        order_number=receipt.order,
        key=agreement.key,
        request_hash=agreement.request_hash,
        action=request.action.value,
        arguments=request.model_dump(mode="json"),
        content=receipt_content(receipt),
        caller=asdict(caller) | {"actor": caller.actor.value, "word": agreement.grant.word},
        state=SENT,
        at=receipt.at,
    )


def caller_of(call: ShopCall) -> tuple[Caller, str]:
    """Who asked for it, and on whose word."""
    told = dict(call.caller)
    word = str(told.pop("word"))
    return Caller(**(told | {"actor": Actor(told["actor"])})), word


def receipt_of_call(call: ShopCall) -> Receipt:
    return Receipt(
        id=call.receipt_id,
        action=Action(call.action),
        customer=call.customer_id,
        order=call.order_number,
        currency=call.content["currency"],
        lines=tuple(PlanLine(**line) for line in call.content["lines"]),
        at=call.at,
    )


def refund_minor(call: ShopCall) -> int:
    lines = call.content["lines"]
    return sum(line["amount_minor"] for line in lines if line["kind"] == "refund")
