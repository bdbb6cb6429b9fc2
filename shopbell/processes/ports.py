"""The two ports must be free, or another program would seem to be this Shopbell."""

from __future__ import annotations

import socket

from shopbell.settings import Settings


class PortTakenError(RuntimeError):
    def __init__(self, port: int, variable: str) -> None:
        super().__init__(
            f"Port {port} is in use, perhaps by a Shopbell that was not ended. "
            f"End it, or choose another: {variable}=..."
        )


def check_ports(settings: Settings) -> None:
    """Raises `PortTakenError`."""
    wanted = {"SHOPBELL_PORT": settings.port, "SHOPBELL_BOT_PORT": settings.bot_port}
    for variable, port in wanted.items():
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                raise PortTakenError(port, variable)
