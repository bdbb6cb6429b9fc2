"""The widget's socket endpoint: site and Origin are checked before the socket is accepted."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.websockets import WebSocket

from connectors.gateway.connection import WidgetConnection
from connectors.gateway.context import GatewayContext
from conversations.contract import SUBPROTOCOL
from conversations.shoppers.service import site_by_key


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

    return router
