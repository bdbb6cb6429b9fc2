from tests.console.socket.conftest import address

__all__ = ["address"]
