"""Why the server ends a console's socket."""

from __future__ import annotations

from enum import IntEnum

from conversations.contract import Code


class CloseReason(IntEnum):
    """WebSocket close codes of the range that applications may use."""

    BAD_FRAMES = 4400
    SIGNED_OUT = 4401
    SLOW_READER = 4408
    FRAME_TOO_LARGE = 4413
    TOO_MANY_FRAMES = 4429

    @property
    def text(self) -> str:
        return _TEXT[self]


_TEXT = {
    CloseReason.BAD_FRAMES: Code.BAD_FRAME.value,
    CloseReason.SIGNED_OUT: Code.UNAUTHENTICATED.value,
    CloseReason.SLOW_READER: Code.SLOW_READER.value,
    CloseReason.FRAME_TOO_LARGE: Code.FRAME_TOO_LARGE.value,
    CloseReason.TOO_MANY_FRAMES: Code.RATE_LIMITED.value,
}


class SocketClosedError(Exception):
    """Ends a connection; None when the other side has gone already."""

    def __init__(self, reason: CloseReason | None) -> None:
        super().__init__(reason.text if reason else "gone")
        self.reason = reason
