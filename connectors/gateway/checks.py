"""What the contract's types cannot say of a frame: ranges, lengths and spellings."""

from __future__ import annotations

import re

from conversations.contract import (
    ClientBackfill,
    ClientFrame,
    ClientSeen,
    Code,
    Hello,
    LocaleChange,
    Page,
)
from conversations.wire import WireError

MAX_SEQ = 2**31 - 1
MAX_LOCALE = 16
LOCALE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
MAX_URL = 2_000
MAX_LABEL = 300


def check_frame(frame: ClientFrame) -> None:
    """Raises `WireError` for a value that no database column or query could take."""
    match frame:
        case Hello():
            _check_seq("last_seq", frame.last_seq)
            _check_locale(frame.locale)
        case LocaleChange():
            _check_locale(frame.locale)
        case ClientSeen():
            _check_seq("seq", frame.seq)
        case ClientBackfill():
            _check_seq("after", frame.after)


def clipped(page: Page) -> Page:
    """Addresses of pages may be of any length; what is kept of them is not."""
    return Page(
        url=page.url[:MAX_URL],
        title=page.title[:MAX_LABEL],
        product_id=_clip(page.product_id),
        note_id=_clip(page.note_id),
        order=_clip(page.order),
    )


def _clip(label: str | None) -> str | None:
    return None if label is None else label[:MAX_LABEL]


def _check_seq(field: str, seq: int) -> None:
    if not 0 <= seq <= MAX_SEQ:
        raise WireError(Code.BAD_FIELD, field, f"must be 0 to {MAX_SEQ}")


def _check_locale(locale: str) -> None:
    if len(locale) > MAX_LOCALE or not LOCALE.fullmatch(locale):
        raise WireError(Code.BAD_FIELD, "locale", "must be a language tag such as en or zh-CN")
