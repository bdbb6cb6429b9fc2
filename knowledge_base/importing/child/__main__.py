"""The child process: takes limits upon itself, reads one file from its input, prints its rows.

It is given nothing but the file: no settings, no database, and no secret is in its environment.
"""

from __future__ import annotations

import json
import sys

from confinement.inside import OUT_OF_MEMORY, REFUSED, take_limits


def main() -> int:
    kind, name, url, memory, cpu_s = sys.argv[1:]
    take_limits(int(memory), int(cpu_s))
    from knowledge_base.importing.errors import ImportFileError
    from knowledge_base.importing.kinds import FileKind
    from knowledge_base.importing.readers.reading import read_rows

    out = sys.stdout
    try:
        data = sys.stdin.buffer.read()
        for row in read_rows(FileKind(kind), data, name=name, url=url or None):
            out.write(json.dumps(row, default=str) + "\n")
    except ImportFileError as error:
        out.write(json.dumps(str(error)) + "\n")
        return REFUSED
    except RecursionError:
        out.write(json.dumps("it is nested too deeply") + "\n")
        return REFUSED
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception as error:
        # A library fails in its own way on each kind of damage.
        out.write(json.dumps(f"it is damaged ({type(error).__name__})") + "\n")
        return REFUSED
    return 0


if __name__ == "__main__":
    # What is wrong with the process itself is of no use to whoever sent the file.
    sys.tracebacklimit = 0
    raise SystemExit(main())
