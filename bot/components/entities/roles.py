"""Which of two sizes, colours or products is given up (`from`) and which is wanted (`to`)."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Optional

from bot.components.entities.found import COLOUR, FROM, PRODUCT, SIZE, TO, Found
from bot.components.entities.utterance import Utterance

_WITH_ROLES = (SIZE, COLOUR, PRODUCT)
_FARTHEST = 90

_CHANGE = re.compile(
    r"\b(?:ex?change|exchanging|exchanged|swap(?:ped|ping)?|swop|switch(?:ed|ing)?|chang(?:e|ed|ing)|replac(?:e|ed|ing)"
    r"|trade|convert|upgrade|downgrade|from)\b"
)
_TO = re.compile(r"\b(?:to|for|into|with|2)\b")
_ARROW = re.compile(r"^[^a-z\u3400-\u9fff]*(?:→|->|=>|>)[^a-z\u3400-\u9fff]*$")
_INSTEAD_OF = re.compile(
    r"\b(?:instead of|rather than|in place of|in lieu of)\b|\b(?:rather|prefer)\b.*\bthan\b"
)
_RATHER = re.compile(r"\b(?:rather|prefer|sooner)\b")
_NOT = re.compile(r",? (?:and )?not(?: the| an?| size)*[ ]$")
_MAKE_OR_SEND = re.compile(r"\b(?:make (?:it|them)|send|chang\w*|exchang\w*|swap|switch)\b")
_GIVES_BACK = re.compile(r"\b(?:send|return|give|bring)\b")
_BACK = re.compile(r"(?: ones?)? back\b")
_TOO = re.compile(
    r"\b(?:too|way|bit|so|runs?) (?:\w+ )?"
    r"(?:small|big|large|tight|loose|long|short|wide|narrow|dark|light|bright)\b"
    r"|\b(?:(?:do(?:es)?|did) ?n[o']?'?t|not) (?:fit|suit)"
    r"|太?[小大紧松短长]了|偏[小大]|不合适|不合身|太[小大紧松短长]"
)
_WANT = re.compile(r"\b(?:need|want|send|prefer|like|have|get|give|exchange|take)\b|想?[要换]")
_HAD_BEFORE = re.compile(
    r"\b(?:ordered|orderd|bought|have|got|received|picked|chose|took|wearing)\b[^,.;!?]*$"
    r"|(?:拍|买|下)[的了错成][^，。]*$"
)
_WANT_NOW = re.compile(
    r"\b(?:need|prefer|would like|i'?d like|want|wanted|can i (?:get|have)|please send"
    r"|should (?:be|have been))\b"
)
_CHANGE_TO = re.compile(
    r"\b(?:ex?change|swap|swop|switch|change|replace|update|modify)\b[^,.;!?]{0,30}?\b(?:to|for|into|with)"
    r"(?: an?| the| size| colou?r)*[ ]*$"
    r"|\bmake (?:it|them|that|this)(?: an?| the| size| in)*[ ]*$"
    r"|(?:换成|改成|改为|换为|换到|换个|换一?件|换一?双|换)$"
)
_BY_MISTAKE = re.compile(
    r"\b(?:ordered|bought|got|picked|chose|not|instead of|from)\b(?: an?| the| size| my)*[ ]*$"
)

_HAN_CHANGE = re.compile(r"换|改(?:[成为到]|$)|调成")
_HAN_NOT = re.compile(r"^(?:码|号|色|的)?[ ]?(?:不要|而不是|不是)$")
_HAN_NOT_BEFORE = re.compile(r"不(?:要|想要)$")
_HAN_WANT_BEFORE = re.compile(r"(?<!不)(?:要|想要|换)$")


def with_roles(said: Utterance, found: list[Found]) -> list[Found]:
    """The same findings; those that are exchanged for one another have a role."""
    if len(found) < 1:
        return found
    roles: dict[Found, str] = {}
    for entity in _WITH_ROLES:
        alike = [item for item in found if item.entity == entity]
        for first, second in pairwise(alike):
            pair = _pair_roles(said, first, second) if first not in roles else None
            if pair is not None and first.value != second.value:
                roles[first], roles[second] = pair
        if len(alike) == 1 and entity != PRODUCT and _is_wanted(said, alike[0]):
            roles[alike[0]] = TO
    return [replace(item, role=roles.get(item)) for item in found]


def _is_wanted(said: Utterance, item: Found) -> bool:
    """`change the size to XL`, `换成加大码`, `L instead`."""
    if _CHANGE_TO.search(said.before(item.start, 60)):
        return True
    return bool(re.match(r"(?: size)?,? instead\b(?! of)", said.after(item.end)))


def _pair_roles(said: Utterance, first: Found, second: Found) -> Optional[tuple[str, str]]:
    if second.start - first.end > _FARTHEST:
        return None
    before = said.before(first.start, 60)
    between = said.lower[first.end : second.start]
    if _INSTEAD_OF.search(between) or (_RATHER.search(before) and re.search(r"\bthan\b", between)):
        return TO, FROM
    after = said.after(second.end)
    if _RATHER.search(before) and re.search(r"\b(?:over|to)\b", between):
        return TO, FROM
    if _NOT.match(between) and _MAKE_OR_SEND.search(before):
        return TO, FROM
    if re.search(r"\binstead of(?: the| my| an?)*[ ]$", before) and _WANT.search(between):
        return FROM, TO
    if _GIVES_BACK.search(before) and _WANT.search(between) and re.match(r" instead\b", after):
        return FROM, TO
    if (_RATHER.search(before) and _CHANGE.search(between)) or (
        _GIVES_BACK.search(between) and _BACK.match(after)
    ):
        return TO, FROM
    return (
        _english(before, between)
        or _chinese(before, between, after)
        or _english_by_mistake(before, between)
    )


def _english(before: str, between: str) -> Optional[tuple[str, str]]:
    if _ARROW.match(between):
        return FROM, TO
    if (_TOO.search(between) or _TOO.search(before)) and _WANT.search(between):
        return FROM, TO
    if _CHANGE_TO.search(before):
        return None
    if _TO.search(between) and (_CHANGE.search(before) or _CHANGE.search(between)):
        return FROM, TO
    if _HAD_BEFORE.search(before) and _WANT_NOW.search(between):
        return FROM, TO
    return None


def _chinese(before: str, between: str, after: str) -> Optional[tuple[str, str]]:
    if _HAN_NOT.match(between) and _HAN_WANT_BEFORE.search(before):
        return TO, FROM
    if _HAN_NOT_BEFORE.search(before) and re.search(r"要$", between):
        return FROM, TO
    if re.search(r"(?:拍|买|下|选)(?:错)?成了?$", between) and "要" in before:
        return TO, FROM
    if _HAN_CHANGE.search(between) or (_HAN_CHANGE.search(after[:6]) and "要" in between):
        return FROM, TO
    wanted = re.search(r"(?:想要|应该是|要)的?是?$", between)
    if wanted and _HAD_BEFORE.search(before) and ("错" in before or "现在" in between):
        return FROM, TO
    return None


def _english_by_mistake(before: str, between: str) -> Optional[tuple[str, str]]:
    """`exchange for off-white, ordered red by mistake`."""
    if _CHANGE_TO.search(before) and _BY_MISTAKE.search(between):
        return TO, FROM
    return None
