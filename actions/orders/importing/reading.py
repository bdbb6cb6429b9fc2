"""From a file to checked records. Everything is looked at before anything is refused."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path as FilePath
from typing import Any, NoReturn, TypeVar

from pydantic import ValidationError

from actions.orders.importing.fields import FALLBACK_CURRENCY
from actions.orders.importing.lines import JsonMap, map_json
from actions.orders.importing.problems import (
    Finding,
    Path,
    Problem,
    ShopFileError,
    findings_of,
    written,
)
from actions.orders.importing.references import References
from actions.orders.importing.schemas import (
    CustomerRecord,
    OrderRecord,
    ProductRecord,
    Record,
    ShopData,
)

_FIELDS = ("currency", "products", "customers", "orders")
_CURRENCY = re.compile(r"[A-Z]{3}")

AnyRecord = TypeVar("AnyRecord", bound=Record)
Check = Callable[[AnyRecord, Path], Iterator[Finding]]


def read_shop_file(path: FilePath) -> ShopData:
    """Read and check an import file. Raises `ShopFileError` with every problem in it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ShopFileError((Problem(path.name, f"cannot be read: {reason}"),)) from None
    return read_shop_data(data)


def read_shop_data(data: bytes) -> ShopData:
    """Check the text of an import file, UTF-8. Raises `ShopFileError` with every problem in it."""
    text = _decode(data)
    content, repeats = _parse(text)
    if not isinstance(content, dict):
        raise ShopFileError((Problem("line 1", "the file must be one JSON object"),))
    reader = _Reader(content)
    shop = reader.read()
    if reader.findings or repeats:
        raise ShopFileError(_located(reader.findings, map_json(text)))
    return shop


class _Reader:
    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content
        self.findings: list[Finding] = []
        self.references = References()

    def read(self) -> ShopData:
        for name in self.content:
            if name not in _FIELDS:
                self._find((name,), "is not a field of this format")
        currency = self._currency()
        known = self.references
        return ShopData(
            currency=currency,
            products=self._records("products", ProductRecord, currency, known.check_product),
            customers=self._records("customers", CustomerRecord, currency, known.check_customer),
            orders=self._records("orders", OrderRecord, currency, known.check_order),
        )

    def _currency(self) -> str:
        currency = self.content.get("currency")
        if isinstance(currency, str) and _CURRENCY.fullmatch(currency):
            return currency
        self._find(("currency",), 'must be an ISO 4217 code such as "USD"')
        return FALLBACK_CURRENCY

    def _records(
        self, field: str, record: type[AnyRecord], currency: str, check: Check[AnyRecord]
    ) -> tuple[AnyRecord, ...]:
        given = self.content.get(field, [])
        if not isinstance(given, list):
            self._find((field,), "must be a list")
            return ()
        read = []
        for position, raw in enumerate(given):
            at: Path = (field, position)
            try:
                entry = record.model_validate(raw, context={"currency": currency})
            except ValidationError as error:
                self.findings += findings_of(error, at)
                self.findings += self.references.claim_unread(field, raw, at)
                continue
            self.findings += check(entry, at)
            read.append(entry)
        return tuple(read)

    def _find(self, path: Path, problem: str) -> None:
        self.findings.append(Finding(path, problem))


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ShopFileError((Problem(f"line {line}", "is not UTF-8 text"),)) from None


def _parse(text: str) -> tuple[object, bool]:
    """The content, and whether some object in it has a key twice."""
    repeats = False

    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeats
        collected = dict(pairs)
        repeats = repeats or len(collected) < len(pairs)
        return collected

    def refuse(constant: str) -> NoReturn:
        raise ValueError(f"{constant} is not JSON")

    try:
        return json.loads(text, object_pairs_hook=collect, parse_constant=refuse), repeats
    except json.JSONDecodeError as error:
        where = f"line {error.lineno} column {error.colno}"
        raise ShopFileError((Problem(where, f"is not JSON: {error.msg}"),)) from None
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise ShopFileError(
            (Problem("the file", f"is not JSON that can be read: {reason}"),)
        ) from None


def _located(findings: list[Finding], places: JsonMap) -> tuple[Problem, ...]:
    lines = [(places.line_of(finding.path) or 1, finding) for finding in findings]
    for path, line in places.repeated:
        lines.append((line, Finding(path, "is given twice in one object")))
    return tuple(
        Problem(f"line {line}: {written(finding.path)}", finding.problem)
        for line, finding in sorted(lines, key=lambda pair: pair[0])
    )
