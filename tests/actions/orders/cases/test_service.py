"""What a person decides is written down with its photos, and nothing is paid before."""

import pytest

from actions.orders.cases.repository import cases_in
from actions.orders.cases.service import CaseKind, CaseRequest
from actions.orders.store import SqlOrderStore
from tests.actions.orders.acts import done, order, refused, verified, vouched
from tests.actions.orders.thirty import number, variant_id

pytestmark = pytest.mark.anyio

ITEM = variant_id(1, 1)


def case(kind: CaseKind, index: int = 1, photos: tuple[str, ...] = ()) -> CaseRequest:
    items = (variant_id(index % 4, index % 2),)
    return CaseRequest(order=number(index), kind=kind, items=items, photos=photos, note="broken")


async def test_a_case_with_its_photos_waits_for_a_person(store: SqlOrderStore) -> None:
    shopper = await verified(store, 1)
    before = await order(store, 1)
    await done(store, shopper, case(CaseKind.DAMAGED_ITEM, photos=("up1", "up2")))
    async with store.reader() as session:
        (opened,) = await cases_in(session, "c1")
    assert (opened.kind, opened.state, opened.note) == ("damaged_item", "open", "broken")
    assert (opened.variant_ids, opened.photo_ids) == ([ITEM], ["up1", "up2"])
    after = await order(store, 1)
    assert (after.status, after.movements) == (before.status, before.movements)


@pytest.mark.parametrize(
    ("kind", "index"),
    [
        (CaseKind.DAMAGED_ITEM, 4),
        (CaseKind.MISSING_ITEM, 0),
        (CaseKind.PRICE_ADJUSTMENT, 3),
    ],
)
async def test_not_in_every_status(store: SqlOrderStore, kind: CaseKind, index: int) -> None:
    refusal = await refused(store, vouched(index), case(kind, index))
    assert refusal.code == "order_status_unfit"


async def test_one_at_a_time_of_each_kind(store: SqlOrderStore) -> None:
    await done(store, vouched(1), case(CaseKind.DAMAGED_ITEM))
    refusal = await refused(store, vouched(1), case(CaseKind.DAMAGED_ITEM))
    assert refusal.code == "case_already_open"
    await done(store, vouched(1), case(CaseKind.PRICE_ADJUSTMENT))


async def test_photos_have_a_limit(store: SqlOrderStore) -> None:
    photos = tuple(f"up{n}" for n in range(11))
    refusal = await refused(store, vouched(1), case(CaseKind.DAMAGED_ITEM, photos=photos))
    assert refusal.code == "photos_too_many"
