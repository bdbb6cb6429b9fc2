"""Pictures for tests, and what can be read in one."""

from __future__ import annotations

import functools
import io
from typing import Any

from PIL import Image

from tests.conversations.uploads.drawing import drawn


@functools.cache
def pictures() -> dict[str, bytes]:
    return drawn()


def looked_at(data: bytes) -> dict[str, Any]:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    flat = picture.convert("RGB")
    return {
        "format": picture.format,
        "size": picture.size,
        "exif": len(picture.getexif()),
        "info": sorted(map(str, picture.info)),
        "frames": getattr(picture, "n_frames", 1),
        "top_left": flat.getpixel((3, 3)),
        "top_right": flat.getpixel((picture.width - 4, 3)),
    }
