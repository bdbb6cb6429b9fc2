"""Which errors mean that the database cannot be reached for now, so that trying again may help."""

from __future__ import annotations

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as QueueTimeoutError

# Locked or gone, connection lost, no free connection in time, server not listening.
UNAVAILABLE = (OperationalError, InterfaceError, QueueTimeoutError, ConnectionError)
