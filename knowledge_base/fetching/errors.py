"""Why an address was not fetched, in words for whoever typed it."""


class FetchError(Exception):
    """Nothing was fetched; the message says why."""

    code = "invalid"


class ForbiddenAddressError(FetchError):
    """The address leads, or may lead, into a network that is not public."""
