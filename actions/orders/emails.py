"""E-mail addresses as the store compares them."""

import unicodedata


def email_key(written: str) -> str:
    """The form under which addresses are compared: full-width forms, case and spaces around do
    not matter."""
    return unicodedata.normalize("NFKC", written).strip().casefold()
