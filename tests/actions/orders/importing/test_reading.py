import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from actions.orders.importing.lines import map_json
from actions.orders.importing.problems import ShopFileError
from actions.orders.importing.reading import read_shop_data, read_shop_file
from tests.actions.orders.shop import Json, a_shop, encoded


def problems_of(data: bytes) -> list[str]:
    with pytest.raises(ShopFileError) as refusal:
        read_shop_data(data)
    assert refusal.value.code == "shop_file_invalid"
    return [str(problem) for problem in refusal.value.problems]


def problem_of(shop: object) -> str:
    """The one problem, without its line."""
    (problem,) = problems_of(encoded(shop))
    return problem.partition(": ")[2]


def put(shop: Json, path: str, value: object) -> Json:
    """Set `orders.0.items.0.price`; `...` as a value removes it."""
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place: Any = shop
    for step in way:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return shop


def test_amounts_times_and_numbers_are_read_into_the_stores_form() -> None:
    shop = put(a_shop(), "orders.0.number", "w 1000001")
    order = read_shop_data(encoded(shop)).orders[0]
    assert order.number == "#W1000001"
    assert order.items[0].price == 1990
    assert order.placed_at is not None
    assert order.placed_at.isoformat() == "2026-01-05T09:30:00+00:00"


def test_parts_may_be_left_out() -> None:
    data = read_shop_data(b'\xef\xbb\xbf{"currency": "CNY"}')
    assert (data.currency, data.products, data.customers, data.orders) == ("CNY", (), (), ())


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("currency", "dollars", 'currency: must be an ISO 4217 code such as "USD"'),
        ("product", [], "product: is not a field of this format"),
        ("customers.0.mail", "x", "customers[0].mail: is not a field of this format"),
        ("customers.0.first_name", ..., "customers[0].first_name: is missing"),
        ("customers.0.first_name", " ", "customers[0].first_name: must not be empty"),
        ("customers.0.first_name", 7, "customers[0].first_name: must be a string"),
        ("customers.0.email", "mina at shop", "customers[0].email: is not an e-mail address"),
        ("customers.0.email", "mina@shop", "customers[0].email: is not an e-mail address"),
        ("customers.0.email", "   ", "customers[0].email: is not an e-mail address"),
        (
            "customers.0.locale",
            "English",
            "customers[0].locale: must match ^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$",
        ),
        (
            "customers.0.payment_methods.0.last_four",
            "42424242",
            "customers[0].payment_methods[0].last_four: must match ^[0-9]{4}$",
        ),
        ("customers.0.address", "Leeds", "customers[0].address: must be an object"),
        (
            "customers.0.payment_methods.1.balance",
            "-5.00",
            "customers[0].payment_methods[1].balance: must not be negative",
        ),
        (
            "customers.0.payment_methods.1.balance",
            ...,
            "customers[0].payment_methods[1]: "
            "needs a balance if it is a gift card, and must have none otherwise",
        ),
        ("products.0.variants", [], "products[0].variants: must not be empty"),
        (
            "products.0.variants.0.price",
            "-1.00",
            "products[0].variants[0].price: must not be negative",
        ),
        ("products.0.variants.0.stock", -1, "products[0].variants[0].stock: must not be negative"),
        (
            "products.0.variants.0.stock",
            1.5,
            "products[0].variants[0].stock: must be a whole number",
        ),
        (
            "products.0.variants.0.stock",
            ...,
            "products[0].variants[0]: needs stock, or available where stock is not counted",
        ),
        (
            "products.1.variants.0.id",
            "V-30",
            "products[1].variants[0].id: is already used by products[0].variants[0]",
        ),
        (
            "products.0.url",
            "javascript:alert(1)",
            "products[0].url: must be an http or https address, or a path that begins with /",
        ),
        ("products.0.name", "a\x1b[2J", "products[0].name: must not contain control characters"),
        ("orders", {}, "orders: must be a list"),
        ("orders.1.number", "W1000001", "orders[1].number: is already used by orders[0]"),
        (
            "orders.0.number",
            "first",
            'orders[0].number: is not an order number such as "#W1234567"',
        ),
        ("orders.0.items", [], "orders[0].items: must not be empty"),
        ("orders.0.items.0.price", "-0.01", "orders[0].items[0].price: must not be negative"),
        (
            "orders.0.items.0.price",
            19.9,
            'orders[0].items[0].price: must be a decimal string such as "19.90"',
        ),
        (
            "orders.0.items.0.price",
            "19.905",
            "orders[0].items[0].price: must have at most 2 decimals in USD",
        ),
        ("orders.0.items.0.quantity", 0, "orders[0].items[0].quantity: must be at least 1"),
        (
            "orders.0.items.0.product_id",
            "P-none",
            "orders[0].items[0].product_id: names a product that is not in this file "
            "(null where the shop has dropped it)",
        ),
        (
            "orders.0.items.0.product_id",
            "P-dress",
            "orders[0].items[0].variant_id: is a variant of product P-serum",
        ),
        (
            "orders.2.customer_id",
            "nobody",
            "orders[2].customer_id: names a customer that is not in this file",
        ),
        (
            "orders.0.shipments.0.variant_ids.0",
            "V-50",
            "orders[0].shipments[0].variant_ids[0]: is not among this order's items",
        ),
        (
            "orders.0.payments.0.method_id",
            "paypal-2",
            "orders[0].payments[0].method_id: "
            "is not a payment method of this customer (null where it is gone)",
        ),
        ("orders.1.payments.1.amount", "19.91", "orders[1].payments: refund more than was paid"),
        (
            "orders.0.placed_at",
            "2026-01-05T09:30:00",
            "orders[0].placed_at: must be a date and time with its zone, "
            'such as "2026-01-31T12:00:00Z"',
        ),
        (
            "orders.0.placed_at",
            "0001-01-01T00:00:00+10:00",
            "orders[0].placed_at: must be a date and time with its zone, "
            'such as "2026-01-31T12:00:00Z"',
        ),
        (
            "orders.1.history.0.status",
            "returned",
            "orders[1].history: does not end with the status cancelled",
        ),
    ],
)
def test_each_problem_is_named_with_its_place(path: str, value: object, problem: str) -> None:
    assert problem_of(put(a_shop(), path, value)) == problem


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("customers.0.id", "a b", "must not contain spaces"),
        ("customers.0.id", "x" * 65, "must have at most 64 characters"),
        ("customers.1.id", "mina", "is already used by customers[0]"),
        ("products.1.id", "P-serum", "is already used by products[0]"),
        (
            "customers.0.payment_methods.1.id",
            "card-1",
            "is already used by customers[0].payment_methods[0]",
        ),
    ],
)
def test_ids_are_plain_and_unique(path: str, value: str, problem: str) -> None:
    shop = put(a_shop(), path, value)
    shop["orders"] = []
    assert problem_of(shop).partition(": ")[2] == problem


def test_a_bad_status_is_told_with_the_good_ones() -> None:
    problem = problem_of(put(a_shop(), "orders.0.status", "on its way"))
    assert problem.startswith("orders[0].status: must be one of 'pending', 'processed'")


def test_all_problems_are_told_at_once_in_the_files_order_with_their_lines() -> None:
    shop = a_shop()
    put(shop, "products.0.variants.0.price", "-1.00")
    put(shop, "customers.1.email", "nobody")
    put(shop, "orders.0.items.0.price", "-2.00")
    put(shop, "orders.0.colour", "red")
    put(shop, "orders.3.number", "#W1000001")
    data = encoded(shop)
    lines = data.decode().splitlines()

    def line_of(text: str, after: int = 0) -> int:
        return next(i for i, line in enumerate(lines, 1) if text in line and i > after)

    orders_at = line_of('"orders"')
    price, colour = line_of('"-2.00"'), line_of('"colour"')
    again = line_of('"#W1000001"', after=line_of('"#W1000001"'))
    assert orders_at < price < colour < again
    assert problems_of(data) == [
        f"line {line_of('-1.00')}: products[0].variants[0].price: must not be negative",
        f"line {line_of('nobody')}: customers[1].email: is not an e-mail address",
        f"line {price}: orders[0].items[0].price: must not be negative",
        f"line {colour}: orders[0].colour: is not a field of this format",
        f"line {again}: orders[3].number: is already used by orders[0]",
    ]


def test_one_mistake_is_not_told_again_by_what_refers_to_it() -> None:
    shop = put(a_shop(), "customers.0.email", "nobody")
    put(shop, "products.0.name", "")
    assert len(problems_of(encoded(shop))) == 2


def test_what_is_missing_is_told_at_the_line_of_what_lacks_it() -> None:
    shop = put(a_shop(), "customers.1.email", ...)
    lines = encoded(shop).decode().splitlines()
    line = next(i for i, text in enumerate(lines) if '"ada"' in text)  # the brace before it
    assert problems_of(encoded(shop)) == [f"line {line}: customers[1].email: is missing"]


def test_a_key_given_twice_is_refused_though_json_would_keep_the_last() -> None:
    data = b'{"currency": "USD",\n"products": [],\n"products": []}'
    assert problems_of(data) == ["line 3: products: is given twice in one object"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "line 1 column 1: is not JSON: Expecting value"),
        (b'{"currency": "USD",\n "orders": [}', "line 2 column 13: is not JSON: Expecting value"),
        (b'{"currency":\n"\xff"}', "line 2: is not UTF-8 text"),
        (b"[1]", "line 1: the file must be one JSON object"),
        (b'{"currency": NaN}', "the file: is not JSON that can be read: NaN is not JSON"),
        (b"[" * 200_000, "the file: is not JSON that can be read: nested too deeply"),
    ],
)
def test_what_is_not_json_is_told_with_its_line(data: bytes, problem: str) -> None:
    assert problems_of(data) == [problem]


def test_a_strange_key_is_shown_escaped() -> None:
    problem = problem_of(put(a_shop(), "orders.0.\x1b[2J", 1))
    assert problem == 'orders[0]["\\u001b[2J"]: is not a field of this format'


def test_lone_surrogates_cannot_reach_the_database() -> None:
    shop = json.dumps(put(a_shop(), "customers.0.first_name", "Mina\ud800")).encode()
    assert problems_of(shop) == ["line 1: customers[0].first_name: is not valid Unicode"]


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ShopFileError) as refusal:
        read_shop_file(tmp_path / "shop.json")
    assert str(refusal.value) == "shop.json: cannot be read: No such file or directory"


@pytest.mark.parametrize("write", [lambda s: json.dumps(s), lambda s: json.dumps(s, indent=3)])
def test_every_value_of_a_file_has_its_line(write: Callable[[object], str]) -> None:
    shop = {"a": [1, {"b": 'x"{,]\\'}, [], [[2]]], "c": {}, "d": {"e": [{}, {"f": None}]}}
    text = write(shop)
    lines = map_json(text).lines
    assert set(lines) == {
        (),
        ("a",),
        ("a", 0),
        ("a", 1),
        ("a", 1, "b"),
        ("a", 2),
        ("a", 3),
        ("a", 3, 0),
        ("a", 3, 0, 0),
        ("c",),
        ("d",),
        ("d", "e"),
        ("d", "e", 0),
        ("d", "e", 1),
        ("d", "e", 1, "f"),
    }
    expected = next(i for i, line in enumerate(text.splitlines(), 1) if '"f"' in line)
    assert lines[("d", "e", 1, "f")] == expected
