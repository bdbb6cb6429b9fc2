"""spaCy without torch, which it imports wherever it is installed: 180 MB and a second for nothing.

We use its rules for where sentences end and none of its models.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class _NoTorch(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname == "torch":
            raise ModuleNotFoundError("spaCy does not need torch here", name=fullname)
        return None


def import_spacy() -> None:
    """Afterwards `import spacy` finds it loaded. Torch can still be imported by others."""
    hidden = _NoTorch()
    sys.meta_path.insert(0, hidden)
    try:
        importlib.import_module("spacy")
    finally:
        sys.meta_path.remove(hidden)
