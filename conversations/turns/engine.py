"""What the turn worker asks of a dialogue engine."""

from __future__ import annotations

from typing import Protocol

from conversations.contract import TurnReply, TurnRequest


class EngineError(Exception):
    """The engine gave no answer. `code` names the cause, `retry` whether asking again may help."""

    def __init__(self, code: str, *, retry: bool) -> None:
        super().__init__(code)
        self.code = code
        self.retry = retry


class DialogueEngine(Protocol):
    async def reply(self, request: TurnRequest, *, timeout_s: float) -> TurnReply:
        """Answer one message. The same `cmid` again gets the same reply. Raises `EngineError`."""
