"""How many articles are encoded in one job of the index's thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from knowledge_base.articles.schemas import LiveArticle

_CHARACTERS_PER_JOB: Final = 3_000
_ARTICLES_PER_JOB: Final = 16
"""A search waits for the job before it: some 100 ms on one core."""


def batches(articles: Sequence[LiveArticle]) -> Iterator[list[LiveArticle]]:
    """Neighbours together, as many as are encoded in one job."""
    batch: list[LiveArticle] = []
    characters = 0
    for article in articles:
        batch.append(article)
        characters += len(article.content.body) if article.content else 0
        if characters > _CHARACTERS_PER_JOB or len(batch) == _ARTICLES_PER_JOB:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
