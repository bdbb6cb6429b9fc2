"""In which locales a question is looked for."""

from __future__ import annotations

from knowledge_base.articles.locales import language_of, normalise_locale
from knowledge_base.index.tokens import has_han


def locales_for(asked: str, locale: str, default_locale: str) -> tuple[str, ...]:
    """Chinese for a question in Chinese, the one given, its language, the shop's."""
    wanted = normalise_locale(locale) or default_locale
    language = language_of(wanted)
    first = ("zh",) if has_han(asked) and language not in {"zh", "ja"} else ()
    return tuple(dict.fromkeys((*first, wanted, language, default_locale)))
