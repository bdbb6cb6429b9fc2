"""A shopper without a browser: speaks the widget's socket."""

from __future__ import annotations

import json
import uuid
from types import TracebackType
from typing import Any

from websockets import Origin, Subprotocol
from websockets.sync.client import ClientConnection, connect

from conversations.contract import SUBPROTOCOL

ANSWER_S = 40.0
QUIET_S = 0.7


class WidgetClient:
    """Collects the events of its conversation; a context manager."""

    def __init__(self, port: int, site: str, origin: str) -> None:
        self._url = f"ws://127.0.0.1:{port}/ws/widget?site={site}"
        self._origin = origin
        self.events: list[dict[str, Any]] = []

    def __enter__(self) -> WidgetClient:
        self._socket: ClientConnection = connect(
            self._url,
            subprotocols=[Subprotocol(SUBPROTOCOL)],
            origin=Origin(self._origin),
        )
        self._send({"type": "hello", "locale": "en"})
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()

    def ask(self, text: str) -> list[dict[str, Any]]:
        """Send a text, return the bodies of the bot's answer. Raises `TimeoutError`."""
        cmid = str(uuid.uuid4())
        body = {"kind": "text", "text": text}
        self._send({"type": "send", "cmid": cmid, "body": body})
        answer: list[dict[str, Any]] = []
        while True:
            try:
                # The messages of a turn are committed together: a quiet moment means all came.
                frame = json.loads(self._socket.recv(timeout=QUIET_S if answer else ANSWER_S))
            except TimeoutError:
                return answer
            if frame["type"] == "nack":
                raise AssertionError(frame)
            if frame["type"] == "event":
                self.events.append(frame)
                if frame["author"]["role"] == "bot":
                    answer.append(frame["body"])

    def _send(self, frame: dict[str, Any]) -> None:
        self._socket.send(json.dumps(frame))
