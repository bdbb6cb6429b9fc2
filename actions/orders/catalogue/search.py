"""The words under which a product is found, made alike for what is stored and what is asked."""

import re
import unicodedata

from actions.orders.models import Product

MAX_WORDS = 12

_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """Case, width and runs of spaces do not matter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def search_words(text: str) -> tuple[str, ...]:
    """At most `MAX_WORDS` different words, English plurals cut to their singular."""
    words = (_singular(word) for word in _WORD.findall(fold(text)))
    return tuple(dict.fromkeys(words))[:MAX_WORDS]


def matching_words(product: Product, words: tuple[str, ...]) -> tuple[int, int]:
    """How well a product matches: words found in its names, then words found anywhere."""
    names = fold(f"{product.name} {product.name_zh or ''}")
    return (
        sum(word in names for word in words),
        sum(word in product.search_text for word in words),
    )


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
