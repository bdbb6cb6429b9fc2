"""The arguments of a line, under any of their names, as requests of the service layer."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from actions.orders.acting.schemas import LineInvalidError
from actions.orders.importing.problems import findings_of, written

# Every argument with the other names that it may have. All ids may be numbers too.
NAMES: dict[str, tuple[str, ...]] = {
    "order": ("order_id", "order_number", "number"),
    "items": ("item_ids", "variant_ids", "item"),
    "new_items": ("new_item_ids", "new_variant_ids", "new_item"),
    "method": ("payment_method_id", "payment_method", "method_id"),
    "product": ("product_id", "item_id", "variant_id"),
    "receipt": ("receipt_id",),
    "customer": ("user_id", "customer_id"),
    "line1": ("address1",),
    "line2": ("address2",),
    "region": ("state",),
    "postal_code": ("zip", "zip_code"),
}
ADDRESS = ("line1", "line2", "city", "region", "postal_code", "country")
LISTS = ("items", "new_items", "photos")

_MEANT = {other: name for name, others in NAMES.items() for other in others}

Model = TypeVar("Model", bound=BaseModel)


class OrderArguments(BaseModel):
    model_config = ConfigDict(extra="forbid")

    order: str


class NoArguments(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ProductArguments(BaseModel):
    model_config = ConfigDict(extra="forbid")

    product: str


class ReceiptArguments(BaseModel):
    model_config = ConfigDict(extra="forbid")

    receipt: str


class CustomerArguments(BaseModel):
    """An e-mail; or a name, whole or in its two parts, with a postal code; or nothing."""

    model_config = ConfigDict(extra="forbid")

    email: str = ""
    name: str = ""
    first_name: str = ""
    last_name: str = ""
    postal_code: str = ""

    @property
    def full_name(self) -> str:
        return self.name or f"{self.first_name} {self.last_name}".strip()


def plain_arguments(given: Mapping[str, Any]) -> dict[str, Any]:
    """Under their own names, ids as texts, lists as lists, without what is null. Raises
    `LineInvalidError` where one is given under two names."""
    plain: dict[str, Any] = {}
    for name, value in given.items():
        meant = _MEANT.get(name, name)
        if value is None:
            continue
        if meant in plain:
            raise LineInvalidError("arguments_invalid", [f"{meant}: is given twice"])
        plain[meant] = _listed(value) if meant in LISTS else _text(value)
    return plain


def with_address(plain: dict[str, Any]) -> dict[str, Any]:
    """The fields of an address, gathered under `address` where they stand alone."""
    parts: dict[str, Any] = {name: plain.pop(name) for name in ADDRESS if name in plain}
    inner = plain.pop("address", None)
    if isinstance(inner, Mapping):
        parts |= {
            _MEANT.get(str(name), str(name)): _text(value)
            for name, value in inner.items()
            if value is not None
        }
    elif inner is not None:
        raise LineInvalidError("arguments_invalid", ["address: must be an object"])
    return plain | ({"address": parts} if parts else {})


def read_arguments(model: type[Model], plain: Mapping[str, Any]) -> Model:
    """Raises `LineInvalidError` with every problem."""
    try:
        return model.model_validate(dict(plain))
    except ValidationError as error:
        problems = [f"{written(f.path)}: {f.problem}" for f in findings_of(error, ())]
        raise LineInvalidError("arguments_invalid", problems) from None


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _listed(value: Any) -> Any:
    several = value if isinstance(value, list) else [value]
    return [_text(entry) for entry in several]
