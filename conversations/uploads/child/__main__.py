"""The child process: limits itself, reads one picture or document, prints what may be kept of it.

The answer is a line of JSON and then the bytes that it tells the lengths of.
"""

from __future__ import annotations

import json
import sys

from confinement.inside import OUT_OF_MEMORY, REFUSED, take_limits


def main() -> int:
    kind, memory, cpu_s = sys.argv[1:]
    take_limits(int(memory), int(cpu_s))
    from conversations.uploads.child.refusal import RefusedFileError

    out = sys.stdout.buffer
    try:
        data = sys.stdin.buffer.read()
        if kind == "PDF":
            from conversations.uploads.child.documents import checked_document

            head, parts = checked_document(data)
        else:
            from conversations.uploads.child.pictures import drawn_again

            head, parts = drawn_again(kind, data)
    except RefusedFileError as error:
        out.write(str(error).encode())
        return REFUSED
    except (MemoryError, RecursionError):
        return OUT_OF_MEMORY
    except Exception:
        # A library fails in its own way on each kind of damage.
        out.write(b"it is damaged")
        return REFUSED
    out.write(json.dumps({**head, "parts": [len(part) for part in parts]}).encode() + b"\n")
    for part in parts:
        out.write(part)
    return 0


if __name__ == "__main__":
    # What is wrong with the process itself is of no use to whoever sent the file.
    sys.tracebacklimit = 0
    raise SystemExit(main())
