"""What ends an import as a whole."""


class ImportFileError(Exception):
    """The file as a whole cannot be read; the message says why and what would be right."""

    code = "invalid"
