"""Where in a JSON text each value stands. Walked only when there is a problem to point at."""

import json
import re
from dataclasses import dataclass, field

from actions.orders.importing.problems import Path

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


@dataclass
class JsonMap:
    """Line of every value and key, counted from 1; `repeated` are keys that an object has twice
    (parsers silently keep the last), with the later one's line."""

    lines: dict[Path, int] = field(default_factory=dict)
    repeated: list[tuple[Path, int]] = field(default_factory=list)

    def line_of(self, path: Path) -> int | None:
        """The line of the value, else of the nearest thing around it that is there."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path)


def map_json(text: str) -> JsonMap:
    """Map a text that is known to be JSON."""
    found = JsonMap()
    path: list[str | int] = []
    keys: list[set[str] | None] = []  # of the objects around; None stands for a list
    key_comes = False
    line, seen = 1, 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", seen, token.start())
        seen = token.start()
        word = token.group()
        if word in "}]":
            path.pop()
            keys.pop()
            key_comes = False
        elif word == ",":
            key_comes = _next_in(path, keys)
        elif word == ":":
            continue
        elif key_comes and word.startswith('"'):
            path[-1] = json.loads(word, strict=False)
            _note_key(found, path, keys, line)
            key_comes = False
        else:
            found.lines.setdefault(tuple(path), line)
            if word in "{[":
                key_comes = word == "{"
                path.append("" if key_comes else 0)
                keys.append(set() if key_comes else None)
    return found


def _next_in(path: list[str | int], keys: list[set[str] | None]) -> bool:
    """Step to the next element of a list; True where an object's next key comes instead."""
    position = path[-1]
    if keys[-1] is None and isinstance(position, int):
        path[-1] = position + 1
        return False
    return True


def _note_key(
    found: JsonMap, path: list[str | int], keys: list[set[str] | None], line: int
) -> None:
    here, around = tuple(path), keys[-1]
    key = str(path[-1])
    if around is not None and key in around:
        found.repeated.append((here, line))
    elif around is not None:
        around.add(key)
        found.lines[here] = line
