"""What a person decides: a price adjustment, a missing or a damaged item."""

from enum import StrEnum
from functools import partial
from hashlib import sha256
from typing import Annotated, ClassVar

from pydantic import Field

from actions.orders.cases import repository
from actions.orders.changes.errors import RefusalCode
from actions.orders.changes.schemas import Action, ChangeRequest, PlanLine, Prepared
from actions.orders.changes.work import PERSON, Work
from actions.orders.importing.fields import Identifier
from actions.orders.models import Case, Order, OrderState
from actions.orders.pieces.selection import chosen_pieces
from actions.orders.policy.schemas import CaseRules

MAX_NOTE = 2_000


class CaseKind(StrEnum):
    PRICE_ADJUSTMENT = "price_adjustment"
    MISSING_ITEM = "missing_item"
    DAMAGED_ITEM = "damaged_item"


class CaseRequest(ChangeRequest):
    """`items` are variant ids, one for each piece; `photos` are ids of uploads."""

    action: ClassVar[Action] = Action.OPEN_CASE
    order: str
    kind: CaseKind
    items: tuple[str, ...]
    photos: tuple[Identifier, ...] = ()
    note: Annotated[str, Field(max_length=MAX_NOTE)] = ""


async def prepare_case(work: Work, request: CaseRequest) -> Prepared:
    order = await work.order(request.order)
    rules = work.policy.cases
    work.require_status(
        f"cases.{request.kind.value}_statuses",
        order,
        case_statuses(rules, request.kind),
        RefusalCode.ORDER_STATUS_UNFIT,
    )
    pieces = chosen_pieces(work, order, request.items)
    work.require(
        "cases.max_photos",
        len(request.photos) <= rules.max_photos,
        f"A case takes at most {rules.max_photos} photos.",
        RefusalCode.PHOTOS_TOO_MANY,
    )
    named = {piece.variant_id for piece in pieces}
    open_cases = await repository.open_cases(work.session, order.number, request.kind.value)
    work.require(
        "cases.one_at_a_time",
        not any(named & set(case.variant_ids) for case in open_cases),
        "A person looks at one case of a kind at a time for each item.",
        RefusalCode.CASE_ALREADY_OPEN,
        instead=(PERSON,),
    )
    names = ", ".join(piece.name for piece in pieces)
    said = request.kind.value.replace("_", " ")
    line = PlanLine(
        "case",
        f"A person looks at the {said} of {names} in order {order.number}. "
        "Nothing is paid or refunded before.",
        values={"order": order.number, "kind": request.kind.value},
    )
    count = len(request.photos)
    photos = PlanLine(
        "case_photos",
        "Your photo goes with it." if count == 1 else f"Your {count} photos go with it.",
        values={"count": str(count)},
    )
    perform = partial(_open, work, order, request)
    return Prepared(order, order.currency, (line, photos) if count else (line,), perform)


def case_statuses(rules: CaseRules, kind: CaseKind) -> tuple[OrderState, ...]:
    return {
        CaseKind.PRICE_ADJUSTMENT: rules.price_adjustment_statuses,
        CaseKind.MISSING_ITEM: rules.missing_item_statuses,
        CaseKind.DAMAGED_ITEM: rules.damaged_item_statuses,
    }[kind]


async def _open(work: Work, order: Order, request: CaseRequest) -> None:
    # The order's version makes the id new for each change, and the same for the same one.
    told = f"{order.number}\n{order.version}\n{request.kind.value}".encode()
    work.session.add(
        Case(
            id=f"C-{sha256(told).hexdigest()[:16]}",
            kind=request.kind.value,
            customer_id=work.customer.id,
            order_number=order.number,
            conversation=work.caller.conversation,
            variant_ids=list(request.items),
            photo_ids=list(request.photos),
            note=request.note,
            opened_at=work.now,
        )
    )
    await work.session.flush()
