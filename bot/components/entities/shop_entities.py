"""Finds order numbers, e-mail addresses, tracking numbers and product names. Knows no Rasa."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Iterable, Optional

from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Span
from spacy.util import filter_spans

from bot.components.entities.folded_text import fold
from bot.components.entities.language import EMAIL, TRACKING, blank_shop_language

ORDER_NUMBER = "order_number"
EMAIL_ADDRESS = "email"
TRACKING_NUMBER = "tracking_number"
PRODUCT = "product"

DIGITS = {"TEXT": {"REGEX": r"^[0-9]+$"}}
SPACE = {"IS_SPACE": True, "OP": "?"}
SEPARATOR = {"TEXT": {"REGEX": r"^[\s#\-_.:/]+$"}, "OP": "{0,2}"}
# An order number has 5 to 9 digits and a tracking number 10 or more, so that neither is the other.
ORDER_DIGITS = range(5, 10)
BARE_ORDER_DIGITS = range(6, 9)
ORDER_WORD_BEFORE = re.compile(r"(?:order|number|\bno|\bnr|订单|单|号)[\W_]*$", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """`value` is the plain form; `start` and `end` are the place in the text as it was written."""

    entity: str
    value: str
    start: int
    end: int
    name: Optional[str] = None


class ShopEntities:
    """`prefix` is the letter that the shop's order numbers begin with; bare digits get it."""

    def __init__(self, prefix: str = "W") -> None:
        self._prefix = prefix.upper()
        self._language = blank_shop_language()
        self._matcher = Matcher(self._language.vocab)
        self._add_patterns()
        self._products: Optional[PhraseMatcher] = None
        self._ids: dict[str, tuple[str, str]] = {}

    def name_products(self, products: Iterable[tuple[str, str]]) -> None:
        """Replace the product names looked for by these pairs of id and name."""
        matcher = PhraseMatcher(self._language.vocab, attr="LOWER")
        ids: dict[str, tuple[str, str]] = {}
        for product_id, name in products:
            folded = fold(name).text.strip()
            if len(folded) < 2 or folded.lower() in ids:
                continue
            ids[folded.lower()] = (product_id, name)
            matcher.add(PRODUCT, [self._language.tokenizer(folded)])
        self._products, self._ids = matcher, ids

    def find(self, text: str) -> list[Found]:
        """Spans that do not overlap, in the order of the text; the longest wins."""
        folded = fold(text)
        doc = self._language.tokenizer(folded.text)
        spans = self._matcher(doc, as_spans=True)
        if self._products is not None:
            spans += self._products(doc, as_spans=True)
        read = [(span, self._read(folded.text, span)) for span in spans]
        kept = {id(span) for span in filter_spans([span for span, found in read if found])}
        results = []
        for span, value in read:
            if value is None or id(span) not in kept:
                continue
            entity, plain, name = value
            start, end = folded.span(span.start_char, span.end_char)
            results.append(Found(entity, plain, start, end, name))
        return sorted(results, key=lambda found: found.start)

    def _add_patterns(self) -> None:
        prefix = {"LOWER": self._prefix.lower()}
        hash_sign = {"TEXT": "#"}
        gap = {"TEXT": {"REGEX": r"^[\s\-]+$"}, "OP": "?"}
        grouped = [DIGITS, gap, DIGITS, gap, {**DIGITS, "OP": "?"}]
        self._matcher.add(
            ORDER_NUMBER,
            [
                [hash_sign, SPACE, prefix, SEPARATOR, DIGITS],
                [prefix, SEPARATOR, DIGITS],
                [hash_sign, SPACE, prefix, SEPARATOR, *grouped],
                [prefix, SEPARATOR, *grouped],
                [hash_sign, SPACE, DIGITS],
                [DIGITS],
            ],
        )
        self._matcher.add(EMAIL_ADDRESS, [[{"TEXT": {"REGEX": rf"^{EMAIL}$"}}]])
        self._matcher.add(TRACKING_NUMBER, [[{"TEXT": {"REGEX": rf"^(?:{TRACKING})$"}}]])

    def _read(self, text: str, span: Span) -> Optional[tuple[str, str, Optional[str]]]:
        """Entity, plain value and product name, or None for what only looked like one."""
        if span.label_ == PRODUCT:
            if _touches_letters(text, span):
                return None
            product_id, name = self._ids[span.text.lower()]
            return PRODUCT, product_id, name
        if _touches_letters(text, span) or _touches_digits(text, span):
            return None
        if span.label_ == EMAIL_ADDRESS:
            return EMAIL_ADDRESS, span.text.lower(), None
        if span.label_ == TRACKING_NUMBER:
            return TRACKING_NUMBER, span.text.upper(), None
        return self._read_order_number(text, span)

    def _read_order_number(self, text: str, span: Span) -> Optional[tuple[str, str, Optional[str]]]:
        digits = "".join(letter for letter in span.text if letter.isdigit())
        bare = span.text == digits
        marked = not bare or ORDER_WORD_BEFORE.search(
            text[max(0, span.start_char - 12) : span.start_char]
        )
        if len(digits) not in (ORDER_DIGITS if marked else BARE_ORDER_DIGITS):
            return None
        return ORDER_NUMBER, f"#{self._prefix}{digits}", None


def _touches_letters(text: str, span: Span) -> bool:
    """`xw2611340` holds no order number; Chinese beside one is no letter here."""
    beside = text[max(0, span.start_char - 1) : span.start_char] + text[span.end_char :][:1]
    return any(letter.isascii() and letter.isalnum() for letter in beside)


def _touches_digits(text: str, span: Span) -> bool:
    """`12.50` and `2026-11-24` are amounts and dates, not two numbers."""
    before = text[max(0, span.start_char - 2) : span.start_char]
    after = text[span.end_char : span.end_char + 2]
    return bool(re.search(r"[0-9][.,/\\-]$", before) or re.match(r"[.,/\\-][0-9]", after))
