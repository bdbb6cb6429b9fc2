"""Structured logs that carry ids, codes, counts and durations, and nothing that people wrote."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED = frozenset(
    {
        "event", "level", "timestamp", "logger",
        "action", "agent", "attempts", "code", "conversation", "count", "duration_ms", "error",
        "mail", "method", "model", "part", "port", "process", "revision", "seq", "site",
        "status", "turn", "version",
    }
)  # fmt: skip


def configure_logging(level: str) -> None:
    """JSON lines on standard error. A field that is not on the list is dropped, its name kept."""
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            allow_listed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s")


def allow_listed(
    _logger: object, _method: str, fields: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    dropped = sorted(set(fields) - ALLOWED)
    kept = {key: value for key, value in fields.items() if key in ALLOWED}
    if dropped:
        kept["dropped"] = dropped
    return kept
