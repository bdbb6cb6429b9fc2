"""What the page says of the format is held to the code."""

import re
from pathlib import Path

from actions.orders.importing.reading import read_shop_data
from actions.orders.importing.schemas import (
    AddressRecord,
    CustomerRecord,
    EventRecord,
    ItemRecord,
    OrderRecord,
    PaymentMethodRecord,
    PaymentRecord,
    ProductRecord,
    Record,
    ShipmentRecord,
    VariantRecord,
)
from actions.orders.models import MethodKind, OrderState
from actions.orders.verification.schemas import VerificationLimits

PAGE = (Path(__file__).parents[3] / "docs" / "order-store.md").read_text(encoding="utf-8")
RECORDS: dict[str, type[Record]] = {
    "product": ProductRecord,
    "variant": VariantRecord,
    "customer": CustomerRecord,
    "address": AddressRecord,
    "payment method": PaymentMethodRecord,
    "order": OrderRecord,
    "item": ItemRecord,
    "shipment": ShipmentRecord,
    "payment": PaymentRecord,
    "history": EventRecord,
}


def test_the_example_can_be_imported() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    data = read_shop_data(example.encode())
    assert (len(data.products), len(data.customers), len(data.orders)) == (1, 1, 1)


def test_every_field_is_listed_and_no_other() -> None:
    rows = dict(re.findall(r"^\| ([a-z ]+) \| (.+) \|$", PAGE, re.MULTILINE))
    for name, record in RECORDS.items():
        listed = set(re.findall(r"`([a-z_0-9]+)`", rows[name]))
        missing = set(record.model_fields) - listed
        assert not missing, f"{name} lacks {missing}"
        assert listed - set(record.model_fields) <= {"payment", "refund"}


def test_statuses_and_payment_methods_are_listed() -> None:
    for value in (*OrderState, *MethodKind):
        assert f"`{value.value}`" in PAGE


def test_the_limits_are_the_defaults() -> None:
    limits = VerificationLimits()
    said = re.sub(r"\s+", " ", PAGE)
    assert f"at most {limits.per_order} failures for one order" in said
    assert f"{limits.per_conversation} for one conversation" in said
    assert f"{limits.per_site:,} for one site" in said
    assert "ends after 30 minutes" in said
    assert limits.lifetime.total_seconds() == 30 * 60
