"""The shop of thirty orders behind a real HTTP server, for as long as a test needs it."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.actions.orders.shopify.books_of_shop import ShopBooks
from tests.actions.orders.shopify.served_shop import ServedShop
from tests.actions.orders.thirty import a_shop_of_thirty


@contextmanager
def served_thirty() -> Iterator[ServedShop]:
    served = ServedShop(ShopBooks(a_shop_of_thirty()))
    served.start()
    try:
        yield served
    finally:
        served.stop()
