"""Order numbers and tracking numbers, in the spellings people give them."""

from __future__ import annotations

import re
from typing import Iterator, Optional

from bot.components.entities.found import ORDER_NUMBER, TRACKING_NUMBER, Found
from bot.components.entities.utterance import Utterance

# An order number has 5 to 9 digits and a tracking number 10 or more, so that neither is the other.
_GROUPED = r"[0-9]{5,9}|[0-9]{2,4}(?:[ \-][0-9]{2,4}){1,2}"
_ORDER_WORD = re.compile(r"(?:order|number|\bno|\bnr|订单|单号|单)[^a-z0-9]*(?:[a-z]{1,2}[ :.]*)?$")
# What else six to eight digits may be.
_OTHER_WORD = re.compile(
    r"(?:zip|postcode|postal code|code|error|model|sku|phone|fone|mobile|tel|call|whatsapp"
    r"|邮编|验证码|尾号|电话|手机)[^a-z0-9]*(?:(?:is|nr|no|number|号|是)[^a-z0-9]*)?$"
)
_UNIT_AFTER = re.compile(r"\s*(?:points?|usd|eur|dollars?|euros?|%|元|块|积分|件|个)")
_BARE = re.compile(
    r"(?<![0-9a-z])(?<![0-9][.,/\-:])[0-9][0-9 \-]{3,10}[0-9](?![0-9a-z]|[.,/\-:][0-9])"
)

_CARRIER_CODE = re.compile(
    r"(?<![0-9a-z])(?:"
    r"1z(?:[ ]?[0-9a-z]){16}"  # UPS
    r"|[a-z]{2}[ ]?[0-9]{3}[ ]?[0-9]{3}[ ]?[0-9]{3}[ ]?[a-z]{2}"  # the postal unions' S10
    r"|(?:[a-z]{2}[ \-]|[a-z]{1,4})?[0-9]{10,20}[a-z]{0,2}"  # SF, YT, JD, and others like them
    r"|[0-9]{10,22}"
    r"|[0-9]{4}(?:[ \-][0-9]{4}){1,4}[ \-][0-9]{2,4}"
    r")(?![0-9a-z])"
)
# In any groups, where it is called one.
_GROUPED_CODE = re.compile(
    r"(?<![0-9a-z])(?:[a-z]{2}[ \-]?)?[0-9]{2,4}(?:[ \-][0-9]{2,4}){2,7}(?![0-9a-z])"
)
_TRACKING_WORD = re.compile(
    r"(?:track\w*|parcel|package|shipment|waybill|courier|运单|快递|物流|单号)[^0-9]{0,14}$"
)
_TRACKING_DIGITS = range(10, 23)
_NOT_A_CARRIER = ("to ", "is ", "no ", "nr ", "my ", "on ", "at ", "by ", "code ", "id ", "it ")


class OrderNumbers:
    """`prefix` is the letter that the shop's order numbers begin with; bare digits get it."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix.upper()
        letter = re.escape(prefix.lower())
        self._marked = re.compile(
            rf"(?<![0-9a-z])(?:#[ ]?(?:{letter}[\s#\-_.:/]{{0,2}})?|{letter}[\s#\-_.:/]{{0,2}})"
            rf"({_GROUPED})(?![0-9a-z]|[.,/\-][0-9])"
        )

    def find(self, said: Utterance) -> Iterator[Found]:
        for match in self._marked.finditer(said.lower):
            yield from self._found(match, match.group(1), range(5, 10))
        for match in _BARE.finditer(said.lower):
            digits = re.sub(r"[ \-]", "", match.group())
            before = said.before(match.start())
            if _OTHER_WORD.search(before) or _UNIT_AFTER.match(said.after(match.end())):
                continue
            if _ORDER_WORD.search(before):
                yield from self._found(match, digits, range(5, 10))
            elif digits == match.group():
                yield from self._found(match, digits, range(6, 9))

    def _found(self, match: re.Match[str], written: str, allowed: range) -> Iterator[Found]:
        digits = re.sub(r"[ \-]", "", written)
        if len(digits) in allowed:
            value = f"#{self._prefix}{digits}"
            yield Found(ORDER_NUMBER, value, match.start(), match.end())


def find_tracking_numbers(said: Utterance) -> Iterator[Found]:
    for match in _GROUPED_CODE.finditer(said.lower):
        digits = sum(letter.isdigit() for letter in match.group())
        if digits in _TRACKING_DIGITS and _TRACKING_WORD.search(said.before(match.start())):
            written = re.sub(r"[ \-]", "", match.group()).upper()
            yield Found(TRACKING_NUMBER, written, match.start(), match.end())
    for match in _CARRIER_CODE.finditer(said.lower):
        code = _tracking_code(match.group())
        if code is not None:
            yield Found(TRACKING_NUMBER, code, match.start(), match.end())


def _tracking_code(written: str) -> Optional[str]:
    if written.startswith(_NOT_A_CARRIER):
        return None
    code = re.sub(r"[ \-]", "", written).upper()
    digits = sum(letter.isdigit() for letter in code)
    if code.isdigit() and digits not in _TRACKING_DIGITS:
        return None
    return code
