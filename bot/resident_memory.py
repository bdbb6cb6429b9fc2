"""What loading took and nobody uses again goes back to the system. Only Linux has to be told."""

from __future__ import annotations

import ctypes
import gc
import re
from contextlib import suppress
from pathlib import Path

# Rasa imports TensorFlow; nothing in the pipeline runs it.
_UNUSED = "/tensorflow/"
_MAPPINGS = Path("/proc/self/smaps")
_HEAD = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+ *(.*)")
# A page that is as it is in its file leaves the process, and is read again should somebody need it.
_DONT_NEED = 4


def begin_loading() -> None:
    """Call it before anything large is imported, and `give_back` afterwards. What is loaded stays,
    and looking through it for garbage again and again takes a second of a start."""
    gc.disable()


def give_back() -> None:
    """Call it once all is loaded. What stands then is never looked through for garbage: that takes
    a turn's time, every few turns."""
    gc.collect()
    gc.freeze()
    gc.enable()
    with suppress(OSError, AttributeError):
        libc = ctypes.CDLL("libc.so.6")
        libc.malloc_trim(0)
        libc.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
        for start, end in unused_code(_MAPPINGS.read_text()):
            libc.madvise(start, end - start, _DONT_NEED)


def unused_code(mappings: str) -> list[tuple[int, int]]:
    """From and to which address, by the lines of `/proc/self/smaps`: only what cannot be written
    and was not, by the loader's relocations for instance."""
    found: list[tuple[int, int]] = []
    unused = None
    for line in mappings.splitlines():
        head = _HEAD.fullmatch(line)
        if head is not None:
            start, end, rights, file = head.groups()
            is_unused = _UNUSED in file and "w" not in rights
            unused = (int(start, 16), int(end, 16)) if is_unused else None
        elif unused is not None and line.split() == ["Anonymous:", "0", "kB"]:
            found.append(unused)
    return found
