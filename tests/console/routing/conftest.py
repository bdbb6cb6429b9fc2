from __future__ import annotations

import time

import pytest

from console.routing.worker import RoutingWorker
from tests.console.desk import Desk


@pytest.fixture
def worker(desk: Desk) -> RoutingWorker:
    return RoutingWorker(
        writer=desk.database.writer,
        reader=desk.database.reader,
        bus=desk.bus,
        presence=desk.presence,
        clock=desk.clock,
        monotonic=time.monotonic,
    )
