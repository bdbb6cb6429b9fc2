"""Draws the pictures that tests send."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageDraw, PngImagePlugin

GPS = {1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)}


def _photo(size: tuple[int, int]) -> Any:
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 4, size[1] // 4), fill=(200, 30, 40))
    return picture


def _saved(picture: Any, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def _noted() -> Any:
    """Exif as a telephone writes it: turned, with place, owner and camera."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "CANARY-MAKER"
    exif[0x013B] = "CANARY-OWNER"
    exif.get_ifd(0x8825).update(GPS)
    return exif


def drawn() -> dict[str, bytes]:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "CANARY-TEXT <script>alert(1)</script>")
    clear = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    frames = [_photo((120, 80)).convert("P"), _photo((120, 80)).convert("P")]
    return {
        "photo.jpg": _saved(_photo((1200, 800)), "JPEG"),
        "turned.jpg": _saved(
            _photo((3000, 2000)), "JPEG", exif=_noted(), comment=b"CANARY-COMMENT"
        ),
        "noted.png": _saved(_photo((400, 300)), "PNG", pnginfo=text, exif=_noted()),
        "clear.png": _saved(clear, "PNG"),
        "noted.webp": _saved(_photo((400, 300)), "WEBP", exif=_noted(), xmp=b"<x>CANARY-XMP</x>"),
        "moving.gif": _saved(
            frames[0], "GIF", save_all=True, append_images=frames[1:], comment=b"CANARY-GIF"
        ),
        "grey.png": _saved(Image.new("L", (7900, 7900), 90), "PNG"),
    }
