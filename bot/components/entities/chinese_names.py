"""Products by part of their Chinese name. It has no spaces: parts are ends of names, as in
针织开衫 or 开衫 for 显瘦针织开衫, 高腰裤 for 高腰阔腿裤, with the words that may be
left out between."""

from __future__ import annotations

import re
from typing import Iterable, Iterator

from bot.components.entities.found import PRODUCT, Found
from bot.components.entities.utterance import Utterance, is_han, lower_in_place

_SHORTEST = 2
_LONGEST = 12
_LONGEST_LEFT_OUT = 4
# Letters that name a thing only together with two before them: 腋下包, 饮水机.
_SHORT_HEADS = frozenset("包机鞋裤裙奶衣水灯杯盒袋巾帽表床垫车盘锅壶架")
# Letters that are left out at the end: 精华 for 精华液.
_DROPPED = frozenset("液霜膏乳")
_SAY_NOTHING = frozenset({"礼盒", "套装", "礼包", "系列", "新款", "正品", "组合"})
_TAIL = re.compile(r"[\sa-z0-9()\-]+$")
_MAX_OWNERS = 50


class ChineseNames:
    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        # Positions in `_names`; past `_MAX_OWNERS` nobody asks whose a part is.
        self._owners: dict[str, list[int]] = {}
        self._names: list[tuple[str, str]] = []
        for product_id, name in names:
            plain = _TAIL.sub("", lower_in_place(name).strip())
            if any(map(is_han, plain)):
                self._add(product_id, plain)

    def _add(self, product_id: str, name: str) -> None:
        at = len(self._names)
        self._names.append((product_id, name))
        for part in _parts(name):
            owners = self._owners.setdefault(part, [])
            if len(owners) <= _MAX_OWNERS and at not in owners:
                owners.append(at)

    def find(self, said: Utterance) -> Iterator[Found]:
        text = said.lower
        at = 0
        while at < len(text):
            end = self._longest(text, at) if self._owners else at
            if end > at:
                yield from self._found(text, at, end)
            at = max(end, at + 1)

    def _longest(self, text: str, at: int) -> int:
        if not is_han(text[at]) and not is_han(text[at + 1 : at + 2] or " "):
            return at
        for end in range(min(len(text), at + _LONGEST), at + _SHORTEST - 1, -1):
            if text[at:end] in self._owners:
                return end
        return at

    def _found(self, text: str, at: int, end: int) -> Iterator[Found]:
        owners = self._owners[text[at:end]]
        if len(owners) > _MAX_OWNERS:
            return
        named = {self._names[owner] for owner in owners}
        start, narrowed = _with_words_before(text, at, text[at:end], named)
        ids = {product_id for product_id, _ in narrowed}
        if len(ids) == 1:
            yield Found(PRODUCT, ids.pop(), start, end)


def _with_words_before(
    text: str, at: int, part: str, owners: set[tuple[str, str]]
) -> tuple[int, set[tuple[str, str]]]:
    """丝绒口红 is 丝绒哑光口红: what stands before the part and in the name before it."""
    for length in range(_LONGEST_LEFT_OUT, 1, -1):
        words = text[max(0, at - length) : at]
        fitting = {
            (product_id, name)
            for product_id, name in owners
            if len(words) == length and words in name.split(part)[0]
        }
        if fitting:
            return at - length, fitting
    return at, owners


def _parts(name: str) -> Iterator[str]:
    for start in range(max(0, len(name) - _LONGEST), len(name) - 1):
        part = name[start:]
        if _names_something(part):
            yield part
        if part[-1] in _DROPPED and _names_something(part[:-1]):
            yield part[:-1]
    if name[-1] in _SHORT_HEADS:
        for start in range(len(name) - 2):
            yield name[start : start + 2] + name[-1]
    for end in range(4, min(len(name), _LONGEST)):
        yield name[:end]


def _names_something(part: str) -> bool:
    shortest = 3 if part[-1] in _SHORT_HEADS else _SHORTEST
    return len(part) >= shortest and part not in _SAY_NOTHING
