"""The adapter for a shop's REST API keeps the contract of order stores."""

import pytest

from tests.actions.orders.conformance import OrderStoreConformance

pytestmark = [pytest.mark.anyio, pytest.mark.slow]


class TestBehindAnApi(OrderStoreConformance):
    """With the `store` of this folder."""
