"""Ends a process whose supervisor is gone, however that ended, `kill -9` included.

The supervisor holds the other end of a pipe and never writes to it: the kernel closes it with the
supervisor, and then the read below returns. No process outlives its supervisor and keeps its port.
"""

from __future__ import annotations

import os
import signal
import threading
import time

# Set by the supervisor to the number of the pipe's file descriptor.
VARIABLE = "SHOPBELL_LIFELINE"
# Longer than either process takes to end by itself with a turn in flight.
GRACE_SECONDS = 25.0


def end_with_supervisor() -> None:
    """Watch from a thread; does nothing in a process that no supervisor started."""
    pipe = os.environ.pop(VARIABLE, None)
    if pipe is not None:
        threading.Thread(target=_watch, args=(int(pipe),), name="lifeline", daemon=True).start()


def _watch(pipe: int) -> None:
    with open(pipe, "rb") as lifeline:
        lifeline.read()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(1)
