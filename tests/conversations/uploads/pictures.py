"""Pictures for tests, and what can be read in one; both by the environment that has Pillow."""

from __future__ import annotations

import base64
import functools
import json
import subprocess
from typing import Any

from shopbell.processes.bot import bot_python
from shopbell.settings import CHECKOUT

_LOOK = """
import io, json, sys
from PIL import Image
picture = Image.open(io.BytesIO(sys.stdin.buffer.read()))
picture.load()
corner = picture.convert("RGB").getpixel((3, 3))
print(json.dumps({"format": picture.format, "size": picture.size, "exif": len(picture.getexif()),
                  "info": sorted(picture.info), "frames": getattr(picture, "n_frames", 1),
                  "top_left": corner,
                  "top_right": picture.convert("RGB").getpixel((picture.width - 4, 3))}))
"""


def _run(*arguments: str, data: bytes = b"") -> Any:
    done = subprocess.run(
        [str(bot_python()), *arguments],
        input=data,
        capture_output=True,
        check=True,
        cwd=CHECKOUT,
    )
    return json.loads(done.stdout)


@functools.cache
def pictures() -> dict[str, bytes]:
    drawn = _run("-m", "tests.conversations.uploads.drawing")
    return {name: base64.b64decode(data) for name, data in drawn.items()}


def looked_at(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = _run("-c", _LOOK, data=data)
    return found
