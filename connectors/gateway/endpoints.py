"""The widget's socket, whose site and Origin are checked before it is accepted, and its look."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException, Response
from starlette.websockets import WebSocket

from connectors.gateway.connection import WidgetConnection
from connectors.gateway.context import GatewayContext
from conversations.contract import SUBPROTOCOL
from conversations.shoppers.service import site_by_key
from conversations.sites.service import shown_look

LOOK_SECONDS = 60


def create_router(context: GatewayContext) -> APIRouter:
    router = APIRouter()

    @router.websocket("/ws/widget")
    async def widget_socket(socket: WebSocket, site: str = "") -> None:
        async with context.reader() as session:
            found = await site_by_key(session, site)
        origin = socket.headers.get("origin")
        offered = socket.scope.get("subprotocols", [])
        if found is None or origin not in found.origins or SUBPROTOCOL not in offered:
            # Closing before accepting answers the handshake with 403, for all causes alike.
            await socket.close()
            return
        await socket.accept(subprotocol=SUBPROTOCOL)
        await WidgetConnection(socket=socket, site=found.key, context=context).serve()

    @router.get("/api/widget/look")
    async def widget_look(response: Response, site: str = "") -> dict[str, Any]:
        """Colours, words and rules of a site: anybody sees them there, so any origin may read."""
        async with context.reader() as session:
            found = await site_by_key(session, site)
        if found is None:
            raise HTTPException(404)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["Cache-Control"] = f"public, max-age={LOOK_SECONDS}"
        return {"look": shown_look(found.look), "rules": found.rules}

    return router
