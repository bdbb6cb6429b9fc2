"""The record of one turn, carried in a context variable from the channel down to the store.

Rasa hides most failures from a channel: a failing tracker store gives a blank tracker, an action's
exception is only logged. So everything below the channel notes its faults here, and the channel
answers an error when there is one. The tracker is loaded before the turn and saved after it, both
by the channel through this record, so that neither can fail unseen in between.
"""

from __future__ import annotations

import logging
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Optional

if TYPE_CHECKING:
    from bot.catalogue import Catalogue
    from bot.tracker_store import ShopbellTrackerStore


@dataclass
class TurnRecord:
    """`stored_events` counts the tracker's events that are in the store already; `today` is the
    day that the message counts from (UTC: a shopper's own zone is not known)."""

    conversation: str
    cmid: str
    store: Optional["ShopbellTrackerStore"] = None
    tracker: Any = None
    head: int = 0
    stored_events: int = 0
    kept_reply: Optional[str] = None
    catalogue: Optional["Catalogue"] = None
    today: Optional[date] = None
    faults: list[str] = field(default_factory=list)

    def note_fault(self, code: str) -> None:
        self.faults.append(code)


current_turn: ContextVar[Optional[TurnRecord]] = ContextVar("shopbell_turn", default=None)


class TurnFailedError(Exception):
    """The turn has no answer that may be given; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class FaultHandler(logging.Handler):
    """Turns what Rasa only logs into a fault of the running turn.

    `MessageProcessor` swallows every exception of an action and stops a loop of actions with a
    warning; its log is the one place where either can be noticed without changing Rasa.
    """

    def __init__(self, code: str, level: int) -> None:
        super().__init__(level)
        self._code = code

    def emit(self, record: logging.LogRecord) -> None:
        turn = current_turn.get()
        if turn is not None:
            turn.note_fault(self._code)


def watch_rasa_logs() -> None:
    """Attach the handlers above once per process."""
    for name, level in (
        ("rasa.core.processor", logging.WARNING),
        ("rasa.core.actions.action", logging.ERROR),
    ):
        logger = logging.getLogger(name)
        if not any(isinstance(handler, FaultHandler) for handler in logger.handlers):
            logger.addHandler(FaultHandler("action_failed", level))
