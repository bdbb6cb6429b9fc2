"""A picture drawn again from its pixels alone: nothing else that the file held goes on."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageCms, ImageFile, ImageOps

from conversations.uploads.child.refusal import RefusedFileError

MAX_PIXELS = 64_000_000
LONGEST_SIDE = 2048
PREVIEW_SIDE = 480
_QUALITY, _PREVIEW_QUALITY = 86, 78

# Our own limit on pixels is looked at before anything is decoded.
Image.MAX_IMAGE_PIXELS = None
ImageFile.LOAD_TRUNCATED_IMAGES = False


def drawn_again(kind: str, data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """The first frame as JPEG, upright, at most 2048 pixels long, and a preview of it."""
    picture = Image.open(io.BytesIO(data), formats=[kind])
    width, height = picture.size
    if not 0 < width * height <= MAX_PIXELS:
        raise RefusedFileError("it has more than 64 million pixels")
    # A JPEG is decoded no larger than it is needed.
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    picture.load()
    profile = picture.info.get("icc_profile")
    upright = ImageOps.exif_transpose(picture)
    shown = _on_white(upright)
    shown.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
    shown = _standard_colours(shown, profile)
    small = shown.copy()
    small.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    parts = [_jpeg(shown, _QUALITY), _jpeg(small, _PREVIEW_QUALITY)]
    return {"width": shown.width, "height": shown.height}, parts


def _on_white(picture: Any) -> Any:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        white = Image.new("RGB", layer.size, "white")
        white.paste(layer, mask=layer.getchannel("A"))
        return white
    return picture.convert("RGB")


def _standard_colours(picture: Any, profile: Any) -> Any:
    """In sRGB; with a profile that nobody can read, as it is."""
    if not profile:
        return picture
    try:
        return ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture


def _jpeg(picture: Any, quality: int) -> bytes:
    # A new picture of the same pixels: none of the old one's notes can be written along.
    plain = Image.frombytes("RGB", picture.size, picture.tobytes())
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()
