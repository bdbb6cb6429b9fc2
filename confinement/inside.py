"""What a child process does first: it takes limits upon itself, before it reads a byte.

Standard library only and Python 3.10 syntax: a child may run in another environment than ours.
"""

from __future__ import annotations

import os
import resource
import sys

REFUSED = 3
OUT_OF_MEMORY = 4
_NICE = 10


def take_limits(memory: int, cpu_s: int) -> None:
    """Nothing may be written to disk from now on, and nobody waits for this process."""
    os.nice(_NICE)
    wanted = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: cpu_s,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 64,
    }
    for what, most in wanted.items():
        _, hard = resource.getrlimit(what)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        if what != resource.RLIMIT_AS or sys.platform == "linux":
            resource.setrlimit(what, (allowed, allowed))
