"""Writes the contract's TypeScript and documentation; `--check` only says whether they drifted.

`python -m conversations.web.generate [--check]`, exit code 1 on drift.
"""

from __future__ import annotations

import sys
from pathlib import Path

from conversations.web.document import document
from conversations.web.typescript import typescript

ROOT = Path(__file__).resolve().parents[2]


def generated() -> dict[Path, str]:
    return {
        ROOT / "conversations/web/src/contract.ts": typescript(),
        ROOT / "docs/contract.md": document(),
    }


def drifted() -> list[Path]:
    """The generated files that are missing or differ from what the contract says now."""
    return [
        path
        for path, text in generated().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]


def main(arguments: list[str]) -> int:
    stale = drifted()
    if "--check" in arguments:
        for path in stale:
            print(
                f"{path.relative_to(ROOT)} does not fit conversations/contract.py:"
                " run python -m conversations.web.generate",
                file=sys.stderr,
            )
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(generated()[path], encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
