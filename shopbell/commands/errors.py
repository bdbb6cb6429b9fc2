from __future__ import annotations


class BadInputError(Exception):
    """Told as one line on standard error; the command ends with status 2."""
