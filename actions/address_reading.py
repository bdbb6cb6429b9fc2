"""An address as a shopper types it in one line, with commas."""

from __future__ import annotations

import re

from pydantic import ValidationError

from actions.orders.importing.schemas import AddressRecord

_LEAD = re.compile(
    r"^.*?\b(?:address(?: is| to)?|send it to|ship it to|deliver(?:ed)? to|goes to)\b:?\s*", re.I
)
_POSTAL = re.compile(r"\b(?=\w*\d)[A-Z0-9]{3,10}(?:[ -][A-Z0-9]{3,4})?$", re.I)
_PARTS = re.compile(r"\s*[,，;；\n]\s*")
MIN_PARTS, MAX_PARTS = 3, 6


def read_address(said: str, country: str) -> AddressRecord | None:
    """`country` is taken where none is written. None for what has not street, city and postal
    code; the plan shows what was understood before anything is changed."""
    parts = [part for part in _PARTS.split(_LEAD.sub("", said).strip(" .。")) if part]
    if not MIN_PARTS <= len(parts) <= MAX_PARTS:
        return None
    line1, *rest = parts
    place = next((at for at, part in enumerate(rest) if _POSTAL.search(part)), None)
    if place is None:
        return None
    before, written, after = rest[:place], rest[place], rest[place + 1 :]
    found = _POSTAL.search(written)
    code = found.group() if found else written
    if left := written.removesuffix(code).strip():
        before.append(left)
    if not before and after:  # "street, 0150, Oslo, NO"
        before, after = after[:1], after[1:]
    if not before or len(after) > 1:
        return None
    region = before.pop() if len(before) > 1 else ""
    city = before.pop()
    try:
        return AddressRecord(
            line1=line1,
            line2=", ".join(before),
            city=city,
            region=region,
            postal_code=code,
            country=after[0] if after else country,
        )
    except ValidationError:
        return None
