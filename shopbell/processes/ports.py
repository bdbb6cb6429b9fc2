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
        if in_use(port):
            raise PortTakenError(port, variable)


def in_use(port: int) -> bool:
    """Whether something on this machine's loopback answers there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def second_port(preferred: int) -> int:
    """`preferred` where it is free, else one that the system chooses."""
    if not in_use(preferred):
        return preferred
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
