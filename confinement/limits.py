"""How much a child process may use for one file."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """`memory` is of address space and needs Linux; `output` counts what the child may answer."""

    memory: int = 768 * _MIB
    cpu_s: int = 30
    wall_s: float = 60.0
    output: int = 96 * _MIB
