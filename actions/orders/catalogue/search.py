"""The words under which a product is found, made alike for what is stored and what is asked."""

import re
import unicodedata

from actions.orders.models import Product

MAX_WORDS = 12
# No name has a longer one, and SQLite refuses to look for one of 50,000 bytes.
MAX_WORD = 200

_WORD = re.compile(r"\w+")
_FILLERS = """
    about any are but buy can does for from get got has have how look looking much need one price
    sell show some stock tell that the their there this want was what which with you your
"""
_SAYS_NOTHING = frozenset(_FILLERS.split())


def fold(text: str) -> str:
    """Case, width and runs of spaces do not matter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def search_words(text: str) -> tuple[str, ...]:
    """At most `MAX_WORDS` different words that can name something, plurals cut to singulars."""
    words = (_singular(word) for word in _WORD.findall(fold(text)))
    telling = (word for word in words if _tells(word))
    return tuple(dict.fromkeys(telling))[:MAX_WORDS]


def match(product: Product, asked: str, words: tuple[str, ...]) -> tuple[bool, int, int]:
    """How well a product answers the folded text `asked`, to be compared: its whole name stands
    there; words that begin one of its names' words; words that are found in its category too."""
    names = [fold(name) for name in (product.name, product.name_zh) if name]
    in_names = sum(_begins_word(word, " ".join(names)) for word in words)
    anywhere = sum(_begins_word(word, product.search_text) for word in words)
    return any(name in asked for name in names), in_names, anywhere


def _tells(word: str) -> bool:
    if word in _SAYS_NOTHING or len(word) > MAX_WORD:
        return False
    return len(word) > 2 or not word.isascii()


def _begins_word(word: str, text: str) -> bool:
    return word in text if not word.isascii() else f" {word}" in f" {text}"


def _singular(word: str) -> str:
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
