"""`/ws/console`: who may open it."""

from __future__ import annotations

import time

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from starlette.status import WS_1008_POLICY_VIOLATION

from console.accounts.access import COOKIE, signed_in
from console.errors import NotSignedInError
from console.parts import ConsoleParts, Parts
from console.socket.connection import serve


def create_socket_router() -> APIRouter:
    router = APIRouter()
    router.add_api_websocket_route("/ws/console", console_socket)
    return router


async def console_socket(websocket: WebSocket, parts: Parts) -> None:
    """Refused before it is accepted, which a browser sees as HTTP 403 of the handshake."""
    if not _from_console(websocket, parts):
        await websocket.close(WS_1008_POLICY_VIOLATION)
        return
    try:
        agent = await signed_in(parts, websocket.cookies.get(COOKIE))
    except NotSignedInError:
        await websocket.close(WS_1008_POLICY_VIOLATION)
        return
    try:
        await websocket.accept()
        await serve(websocket, parts, agent, time.monotonic)
    except WebSocketDisconnect:
        return


def _from_console(websocket: WebSocket, parts: ConsoleParts) -> bool:
    """Exactly one Origin, letter by letter one of the list; no Origin is no browser of ours."""
    origins = websocket.headers.getlist("origin")
    return len(origins) == 1 and origins[0] in parts.allowed_origins
