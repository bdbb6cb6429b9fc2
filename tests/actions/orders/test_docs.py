"""What the page says of the format is held to the code."""

import json
import re
from pathlib import Path

from actions.orders.acting.arguments import plain_arguments, read_arguments, with_address
from actions.orders.acting.schemas import ActLine
from actions.orders.acting.service import ACTIONS, READS, WITH_ADDRESS
from actions.orders.changes.registry import VERBS
from actions.orders.changes.schemas import Action
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


def test_every_action_is_listed_and_every_example_is_understood() -> None:
    scripts = PAGE[PAGE.index("## Scripts") :]
    assert set(re.findall(r"^\| `([a-z_]+)` \|", scripts, re.MULTILINE)) == ACTIONS
    examples = [json.loads(line) for line in re.findall(r"^\{.*\}$", scripts, re.MULTILINE)]
    assert len(examples) >= 10
    for example in examples:
        line = ActLine.model_validate(example)
        arguments = plain_arguments(line.args)
        if line.action in READS or line.action == "undo":
            continue
        action = Action(line.action)
        if action in WITH_ADDRESS:
            arguments = with_address(arguments)
        read_arguments(VERBS[action].request, arguments)
