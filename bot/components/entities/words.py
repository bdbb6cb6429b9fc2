"""`words.yml`, read once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("words.yml")


def read_words(section: str) -> dict[str, Any]:
    """A section, its strings as lists of words."""
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))[section]
    return {name: _split(value) for name, value in data.items()}


def _split(value: Any) -> Any:
    return value.split() if isinstance(value, str) else value
