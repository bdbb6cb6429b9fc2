"""Order numbers, however a shopper writes them."""

import re
import unicodedata

DEFAULT_PREFIX = "W"
MAX_WRITTEN = 64

_NOISE = re.compile(r"[^\w@]|_")
_LEADING_WORDS = re.compile(r"(?:ORDER|NUMBER|NUM|NO|NR|订单|編號|编号|单号|号码|號|号)+")
_NUMBER = re.compile(r"([A-Z]{0,3})(\d{1,12})")


def normalise_order_number(written: str, *, prefix: str = DEFAULT_PREFIX) -> str | None:
    """`"w 2611340"` → `"#W2611340"`; None where the text is not one order number.

    Case, spaces, dashes, `#`, full-width forms and a leading "order no." do not matter. Letters
    that the shopper wrote (at most three) are kept; bare digits get the shop's `prefix`.
    """
    if len(written) > MAX_WRITTEN:
        return None
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", written)).upper()
    match = _NUMBER.fullmatch(_LEADING_WORDS.sub("", plain, count=1))
    if match is None:
        return None
    letters, digits = match.groups()
    return f"#{letters or prefix}{''.join(str(unicodedata.decimal(digit)) for digit in digits)}"
