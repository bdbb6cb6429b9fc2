"""What a child says of a file that it knows to be wrong."""

from __future__ import annotations


class RefusedFileError(Exception):
    """The text goes on from "This file cannot be taken: "."""
