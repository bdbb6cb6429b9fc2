"""A shopper without a browser: speaks the widget's socket."""

from __future__ import annotations

import json
import time
import uuid
from types import TracebackType
from typing import Any

from websockets import Origin, Subprotocol
from websockets.sync.client import ClientConnection, connect

from conversations.contract import SUBPROTOCOL

ANSWER_S = 40.0
QUIET_S = 0.7


class WidgetClient:
    """Collects the events of its conversation, whose id the first answer brings."""

    def __init__(self, port: int, site: str, origin: str) -> None:
        self._url = f"ws://127.0.0.1:{port}/ws/widget?site={site}"
        self._origin = origin
        self.conversation = ""
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
        """Send a text, return the bodies of the bot's answer; empty when there is none."""
        cmid = str(uuid.uuid4())
        body = {"kind": "text", "text": text}
        self._send({"type": "send", "cmid": cmid, "body": body})
        answer: list[dict[str, Any]] = []
        while True:
            # The messages of a turn are committed together: a quiet moment means all came.
            frame = self._read(QUIET_S if answer else ANSWER_S)
            if frame is None:
                return answer
            if frame["type"] == "nack":
                raise AssertionError(frame)
            if frame["type"] == "event":
                self.events.append(frame)
                if frame["author"]["role"] == "bot":
                    answer.append(frame["body"])

    def first_answer(self, text: str) -> float:
        """Send a text; return `time.perf_counter()` at the arrival of the bot's first message."""
        cmid = str(uuid.uuid4())
        body = {"kind": "text", "text": text}
        self._send({"type": "send", "cmid": cmid, "body": body})
        asked_at: int | None = None
        while True:
            frame = self._read(ANSWER_S)
            if frame is None:
                raise TimeoutError
            if frame["type"] == "ack" and frame["cmid"] == cmid:
                asked_at = frame["seq"]
            elif (
                frame["type"] == "event"
                and frame["author"]["role"] == "bot"
                # What comes late of the turn before stands above the message in the log.
                and asked_at is not None
                and frame["seq"] > asked_at
            ):
                self.events.append(frame)
                return time.perf_counter()

    def _read(self, timeout_s: float) -> dict[str, Any] | None:
        try:
            frame: dict[str, Any] = json.loads(self._socket.recv(timeout=timeout_s))
        except TimeoutError:
            return None
        if frame["type"] == "welcome":
            self.conversation = frame["conversation"]
        return frame

    def _send(self, frame: dict[str, Any]) -> None:
        self._socket.send(json.dumps(frame))
