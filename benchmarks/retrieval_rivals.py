"""What the knowledge search is compared with, on the same texts and with the same models."""

from __future__ import annotations

import math
import os
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from tempfile import mkdtemp
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.retrieval_data import QuestionSet
from knowledge_base.index.encoder import Encoder

FOUND = 10
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")

Ranked = list[tuple[str, float]]
"""Ids of articles and their scores, best first."""
Rank = Callable[[str, str | None], Ranked]
"""From a question, and the product that it is about, to what is found."""


@dataclass(frozen=True)
class Whole:
    """Articles as whole texts. `of` gives the places of those that a question may find."""

    ids: list[str]
    texts: list[str]
    products: list[str | None]

    @classmethod
    def from_set(cls, asked: QuestionSet) -> Whole:
        texts = [
            "\n".join((article["title"], *article.get("questions", ()), article["body"]))
            if article.get("product_id") is None
            else article["body"]
            for article in asked.articles
        ]
        return cls(
            [article["id"] for article in asked.articles],
            texts,
            [article.get("product_id") for article in asked.articles],
        )

    def of(self, product: str | None) -> list[int]:
        places = range(len(self.ids))
        return [place for place in places if product in (None, self.products[place])]

    def ranked(self, scores: Sequence[float], product: str | None) -> Ranked:
        places = sorted(self.of(product), key=lambda place: -scores[place])[:FOUND]
        return [(self.ids[place], float(scores[place])) for place in places]


def bm25(whole: Whole) -> Rank:
    """Okapi BM25 with k1 1.5 and b 0.75 over plain words, Chinese as characters."""
    documents = [Counter(_WORD.findall(text.lower())) for text in whole.texts]
    holders = Counter(word for document in documents for word in document)
    lengths = [sum(document.values()) for document in documents]
    average = sum(lengths) / len(lengths)

    def rank(question: str, product: str | None) -> Ranked:
        scores = []
        for document, length in zip(documents, lengths, strict=True):
            score = 0.0
            for word in _WORD.findall(question.lower()):
                count = document[word]
                rest = len(documents) - holders[word] + 0.5
                weight = math.log(1 + rest / (holders[word] + 0.5))
                score += weight * count * 2.5 / (count + 1.5 * (0.25 + 0.75 * length / average))
            scores.append(score)
        return whole.ranked(scores, product)

    return rank


def vectors_alone(whole: Whole, encoder: Encoder, locale: str) -> Rank:
    """One vector for each whole text, compared exactly."""
    rows = encoder.encode(whole.texts, locale=locale)

    def rank(question: str, product: str | None) -> Ranked:
        return whole.ranked((rows @ encoder.encode([question], locale=locale)[0]).tolist(), product)

    return rank


def chroma(whole: Whole, encoder: Encoder, locale: str) -> Rank | None:
    """Chroma as its guide has it: whole texts, cosine, a filter for the product."""
    if find_spec("chromadb") is None:
        return None
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(mkdtemp(), Settings(anonymized_telemetry=False))
    collection = client.create_collection(
        "texts", configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
    )
    rows: NDArray[np.float32] = encoder.encode(whole.texts, locale=locale)
    for start in range(0, len(rows), 1_000):
        part = slice(start, start + 1_000)
        collection.add(
            ids=whole.ids[part],
            embeddings=rows[part],
            metadatas=[{"product": product or ""} for product in whole.products[part]],
        )

    def rank(question: str, product: str | None) -> Ranked:
        where: dict[str, Any] = {} if product is None else {"where": {"product": product}}
        found = collection.query(
            query_embeddings=encoder.encode([question], locale=locale), n_results=FOUND, **where
        )
        distances = (found["distances"] or [[]])[0]
        return [(one, 1 - float(d)) for one, d in zip(found["ids"][0], distances, strict=True)]

    return rank


def haystack_hybrid(whole: Whole, encoder: Encoder, locale: str) -> Rank | None:
    """Haystack's hybrid recipe: its BM25 and its embedding retriever, joined by reciprocal rank
    fusion, on the same vectors."""
    if find_spec("haystack") is None:
        return None
    os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "False")
    from haystack import Document
    from haystack.components.joiners import DocumentJoiner
    from haystack.components.retrievers.in_memory import (
        InMemoryBM25Retriever,
        InMemoryEmbeddingRetriever,
    )
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    store = InMemoryDocumentStore(embedding_similarity_function="cosine")
    rows = encoder.encode(whole.texts, locale=locale)
    store.write_documents(
        [
            Document(id=one, content=text, embedding=row.tolist(), meta={"product": product or ""})
            for one, text, row, product in zip(
                whole.ids, whole.texts, rows, whole.products, strict=True
            )
        ]
    )
    by_words = InMemoryBM25Retriever(store, top_k=FOUND)
    by_vectors = InMemoryEmbeddingRetriever(store, top_k=FOUND)
    joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion")

    def rank(question: str, product: str | None) -> Ranked:
        only = {"field": "meta.product", "operator": "==", "value": product}
        filters = None if product is None else only
        vector = encoder.encode([question], locale=locale)[0].tolist()
        found = joiner.run(
            documents=[
                by_words.run(query=question, filters=filters)["documents"],
                by_vectors.run(query_embedding=vector, filters=filters)["documents"],
            ],
            top_k=FOUND,
        )["documents"]
        return [(document.id, document.score or 0.0) for document in found]

    return rank
