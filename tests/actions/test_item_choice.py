from __future__ import annotations

import pytest

from actions.item_choice import chosen_item
from actions.order_desk import OrderDesk

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("said", "variant"),
    [
        ("coat-s", "coat-s"),
        ("the coat", "coat-s"),
        ("The SCARF, it is too thin", "scarf-sand"),
        ("the navy one", "coat-s"),
        ("size S", "coat-s"),
        ("the lamp", None),
        ("", None),
        ("summer rain", None),
    ],
)
async def test_which_line_is_meant(desk: OrderDesk, said: str, variant: str | None) -> None:
    await desk.verify("c", "", "#W1000003", "anna.koch@example.com")
    order = await desk.order("c", "#W1000003")
    assert order is not None
    item = chosen_item(order.items, said)
    assert (item.variant_id if item else None) == variant
