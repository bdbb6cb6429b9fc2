"""Names and postal codes as they are compared: case, accents, spaces do not matter."""

import unicodedata


def name_key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join(kept.split())


def postal_key(code: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFKC", code).upper() if mark.isalnum())
