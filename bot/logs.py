"""What the bot's process writes to its log: event names, ids and codes, never what was said.

Rasa logs messages, slots and entities as fields, so that only the event's name is kept of its
structured log. Call `configure` before anything of Rasa's is imported.
"""

from __future__ import annotations

import logging
import os
from typing import Any, MutableMapping

KEPT_FIELDS = ("event", "level", "timestamp")


def configure(level: int = logging.WARNING) -> None:
    """Also silences the libraries' warnings about each other, and switches telemetry off."""
    # Some of them reset the filters while they are imported; a captured warning stays unprinted.
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    # Rasa's libraries read their levels from here.
    os.environ["LOG_LEVEL"] = logging.getLevelName(level)

    import structlog

    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            _without_content,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )


def _without_content(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> dict[str, Any]:
    return {field: event[field] for field in KEPT_FIELDS if field in event}
