"""A trained model is pinned by its SHA-256, written beside it, and nothing else is ever served."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

CHUNK = 1 << 20


class ModelUntrustedError(Exception):
    """The model is not the file that was pinned when it was trained, or was never pinned."""

    code = "model_untrusted"


def pin_path(model: Path) -> Path:
    return model.with_name(model.name + ".sha256")


def model_hash(model: Path) -> str:
    digest = hashlib.sha256()
    with model.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def pin_model(model: Path) -> str:
    """Write the pin in `sha256sum`'s format and return the hash."""
    digest = model_hash(model)
    pin_path(model).write_text(f"{digest}  {model.name}\n", encoding="ascii")
    return digest


def verified_hash(model: Path) -> str:
    """The model's hash. Raises `ModelUntrustedError` where it is not the pinned one."""
    try:
        line = pin_path(model).read_text(encoding="ascii")
        digest = model_hash(model)
    except (OSError, UnicodeDecodeError):
        raise ModelUntrustedError(f"{model} has no readable {pin_path(model).name}") from None
    if not re.fullmatch(rf"{digest}  \S+\n?", line):
        raise ModelUntrustedError(f"{model} is not the model that {pin_path(model).name} names")
    return digest
