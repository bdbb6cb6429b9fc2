"""What loading took and nobody uses again goes back to the system. Only Linux has to be told."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress
from pathlib import Path

# Rasa imports TensorFlow; nothing in the pipeline runs it.
_UNUSED = "/tensorflow/"
_MAPS = Path("/proc/self/maps")
# Clean pages of a file leave memory and are read again should somebody need them (Linux 5.4).
_PAGE_OUT = 21


def give_back() -> None:
    """Call it once all is loaded. What stands then is never looked through for garbage: that takes
    a turn's time, every few turns."""
    gc.collect()
    gc.freeze()
    with suppress(OSError, AttributeError):
        libc = ctypes.CDLL("libc.so.6")
        libc.malloc_trim(0)
        libc.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
        for start, end in unused_code(_MAPS.read_text()):
            libc.madvise(start, end - start, _PAGE_OUT)


def unused_code(maps: str) -> list[tuple[int, int]]:
    """From and to which address, by the lines of `/proc/self/maps`; only what cannot be written."""
    found = []
    for line in maps.splitlines():
        parts = line.split(maxsplit=5)
        if len(parts) == 6 and _UNUSED in parts[5] and "w" not in parts[1]:
            start, _, end = parts[0].partition("-")
            found.append((int(start, 16), int(end, 16)))
    return found
