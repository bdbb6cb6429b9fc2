"""Measures our index's vectors beside Chroma's, without a model: generated vectors.

    python -m benchmarks.index_rivals --vectors 100000

Each vector belongs to one of 2,000 products. Asked are the nearest of all and the nearest of one
product; each store runs in a process of its own. Recall@10 is against comparing all. Chroma is
skipped where it is not installed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from knowledge_base.index.rows import Rows

WIDE = 384
CLUSTERS = 500
PRODUCTS = 2_000
QUESTIONS = 200
ADDED = 1_000
FOUND = 10

Floats = NDArray[np.float32]
Nearest = Callable[[Floats, int | None], list[int]]


def generated(count: int) -> tuple[Floats, Floats]:
    """Vectors about as alike as texts are, and questions near some of them."""
    chance = np.random.default_rng(6)
    spread = (1 / np.sqrt(1 + np.arange(WIDE))).astype(np.float32)
    centres = chance.normal(size=(CLUSTERS, WIDE)).astype(np.float32) * spread
    rows = centres[chance.integers(0, CLUSTERS, count)]
    rows = rows + 0.6 * chance.normal(size=rows.shape).astype(np.float32) * spread
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    asked = rows[:: max(1, count // QUESTIONS)][:QUESTIONS]
    asked = asked + 0.3 * chance.normal(size=asked.shape).astype(np.float32) * spread * 0.3
    return rows, asked / np.linalg.norm(asked, axis=1, keepdims=True)


def ours(rows: Floats) -> Nearest:
    held = Rows(WIDE)
    for place, row in enumerate(rows):
        held.own(place.to_bytes(8), str(place), row)
    of_product = [np.arange(product, len(rows), PRODUCTS) for product in range(PRODUCTS)]

    def nearest(vector: Floats, product: int | None) -> list[int]:
        if product is None:
            return [int(one) for one in held.nearest(vector, most=FOUND)]
        places = of_product[product]
        best = np.argsort(-(held.at(places) @ vector))[:FOUND]
        return [int(place) for place in places[best]]

    return nearest


def chroma(rows: Floats, folder: str) -> Nearest:
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(folder, Settings(anonymized_telemetry=False))
    collection = client.create_collection("vectors", metadata={"hnsw:space": "cosine"})
    for start in range(0, len(rows), ADDED):
        part = range(start, min(start + ADDED, len(rows)))
        collection.add(
            ids=[str(place) for place in part],
            embeddings=rows[part.start : part.stop],
            metadatas=[{"product": place % PRODUCTS} for place in part],
        )

    def nearest(vector: Floats, product: int | None) -> list[int]:
        where = {} if product is None else {"where": {"product": product}}
        found = collection.query(query_embeddings=[vector], n_results=FOUND, include=[], **where)
        return [int(one) for one in found["ids"][0]]

    return nearest


def measure(name: str, count: int) -> None:
    rows, asked = generated(count)
    with TemporaryDirectory() as folder:
        started = time.perf_counter()
        nearest = ours(rows) if name == "ours" else chroma(rows, folder)
        seconds = time.perf_counter() - started
        print(f"{name}: {count / seconds:,.0f} vectors a second")
        exact = [set(np.argpartition(-(rows @ one), FOUND)[:FOUND].tolist()) for one in asked]
        for kind, product in (("of all", None), ("of one product", 7)):
            milliseconds, hits = [], []
            for one, right in zip(asked, exact, strict=True):
                begun = time.perf_counter()
                found = nearest(one, product)
                milliseconds.append((time.perf_counter() - begun) * 1_000)
                hits.append(len(right & set(found)) / FOUND)
            recall = f", recall@10 {statistics.mean(hits):.3f}" if product is None else ""
            late = sorted(milliseconds)[int(0.95 * len(milliseconds))]
            print(f"  {kind}: median {statistics.median(milliseconds):.1f} ms,"
                  f" 95th percentile {late:.1f} ms{recall}", flush=True)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--vectors", type=int, default=100_000)
    parser.add_argument("--store", choices=("ours", "chroma"), help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.store is not None:
        measure(wanted.store, wanted.vectors)
        return
    for store in ("ours", "chroma"):
        if store == "chroma" and find_spec("chromadb") is None:
            print("chroma: skipped, not installed")
            continue
        command = [sys.executable, "-m", "benchmarks.index_rivals", "--store", store,
                   "--vectors", str(wanted.vectors)]  # fmt: skip
        subprocess.run(
            command, check=True, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        )


if __name__ == "__main__":
    main()
