import pytest

from actions.orders.models import Order, OrderState
from actions.orders.status.timeline import timeline


@pytest.mark.parametrize("state", OrderState)
def test_every_status_has_a_way_that_begins_pending_and_ends_with_it(state: OrderState) -> None:
    steps = timeline(Order(status=state.value, history=[], shipments=[], payments=[]))
    assert steps[0].status == "pending"
    assert steps[-1].status == state.value
    assert all(step.at is None for step in steps), "no date is made up"


def test_a_cancelled_order_was_never_delivered() -> None:
    steps = timeline(Order(status="cancelled", history=[], shipments=[], payments=[]))
    assert [step.status for step in steps] == ["pending", "cancelled"]
