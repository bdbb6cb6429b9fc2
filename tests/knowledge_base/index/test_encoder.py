"""The sentence encoder as it is made, and what it must agree with."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge_base.index.encoder import bundled_encoder
from knowledge_base.index.onnx_model import META, MODEL, EncoderDamagedError, OnnxModel
from knowledge_base.index.preparation import (
    EncoderNotMadeError,
    ensure_encoder,
    open_encoder,
    packaged_minilm,
)
from tests.prepared_encoder import prepared_encoder

DEMO = Path(__file__).resolve().parents[3] / "shopbell" / "demo" / "articles.en.jsonl"
# Torch speaks in a process of its own: the tests, like the app, never load it. There it takes
# seconds to load, so that it says at once what two tests want: what sentence-transformers makes of
# some texts, and a model that cannot be exported.
IN_TORCH = """
import json, sys
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Tokenizer
model = SentenceTransformer(sys.argv[1], device="cpu")
texts = json.loads(sys.stdin.read())
vectors = model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
tokenizer = Tokenizer.from_file(sys.argv[1] + "/tokenizer.json")
SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=8)]).save(sys.argv[2])
print(json.dumps(vectors.tolist()))
"""


@dataclass(frozen=True)
class FromTorch:
    vectors: NDArray[np.float64]
    bag_of_words: Path


@pytest.fixture(scope="module")
def torch_made(tmp_path_factory: pytest.TempPathFactory) -> FromTorch:
    """The vectors of `fifty_texts`, and the folder of a model that knows words but no sentence."""
    folder = tmp_path_factory.mktemp("torch") / "bag-of-words"
    given = json.dumps(fifty_texts())
    said = in_torch(IN_TORCH, str(packaged_minilm()), str(folder), given=given)
    return FromTorch(np.array(json.loads(said)), folder)


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A model's folder in which one byte of the weights has changed."""
    folder = tmp_path / "encoder"
    shutil.copytree(prepared_encoder(), folder)
    content = bytearray((folder / MODEL).read_bytes())
    content[len(content) // 2] ^= 0xFF
    (folder / MODEL).write_bytes(content)
    return folder


def fifty_texts() -> list[str]:
    """Titles and beginnings of articles, which differ in length from a few words to a page."""
    articles = [json.loads(line) for line in DEMO.read_text(encoding="utf-8").splitlines()]
    titles = [article["title"] for article in articles[:25]]
    return [
        *titles,
        *(article["body"][: 40 * place] for place, article in enumerate(articles[:25], 1)),
    ]


def in_torch(program: str, *arguments: str, given: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        input=given,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.slow
@pytest.mark.long
def test_vectors_are_nearly_those_of_sentence_transformers(torch_made: FromTorch) -> None:
    made = bundled_encoder(prepared_encoder()).encode(fifty_texts(), locale="en")
    cosines = (made * torch_made.vectors).sum(axis=1)
    assert cosines.shape == (50,)
    assert cosines.min() >= 0.97


def test_a_text_has_the_same_place_whatever_it_is_encoded_with() -> None:
    encoder = open_encoder(prepared_encoder())
    texts = fifty_texts()
    together = encoder.encode(texts, locale="en")
    alone = np.concatenate([encoder.encode([text], locale="en") for text in texts])
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert (together * alone).sum(axis=1).min() >= 0.98


def test_the_name_tells_one_export_from_another() -> None:
    folder = prepared_encoder()
    sha256 = json.loads((folder / META).read_text())["sha256"]
    assert open_encoder(folder).name == f"all-MiniLM-L6-v2-{sha256[:16]}"


def test_a_damaged_model_is_refused(damaged: Path) -> None:
    with pytest.raises(EncoderDamagedError, match="has changed"):
        OnnxModel(damaged)
    (damaged / META).write_text("{")
    with pytest.raises(EncoderDamagedError, match="unreadable"):
        OnnxModel(damaged)
    with pytest.raises(EncoderDamagedError, match="no readable"):
        open_encoder(damaged)


def test_an_encoder_is_made_once() -> None:
    folder = prepared_encoder()
    made_at = (folder / MODEL).stat().st_mtime_ns
    assert ensure_encoder(folder.parent) == folder
    assert (folder / MODEL).stat().st_mtime_ns == made_at


def test_a_folder_without_a_model_is_named_and_nothing_is_left(tmp_path: Path) -> None:
    empty, broken = tmp_path / "empty", tmp_path / "broken"
    empty.mkdir()
    with pytest.raises(EncoderNotMadeError, match="empty: there is no model"):
        ensure_encoder(tmp_path / "models", empty)
    broken.mkdir()
    (broken / "config.json").write_text("{")
    with pytest.raises(EncoderNotMadeError, match="broken"):
        ensure_encoder(tmp_path / "models", broken)
    assert list((tmp_path / "models").glob("encoder-*")) == []


@pytest.mark.slow
@pytest.mark.long
def test_a_model_that_cannot_be_exported_runs_in_torch(
    torch_made: FromTorch, tmp_path: Path
) -> None:
    source = torch_made.bag_of_words
    folder = ensure_encoder(tmp_path / "models", source)
    assert not (folder / MODEL).exists()
    # Not opened here, because it would load torch for all tests that follow.
    program = """
import sys
from pathlib import Path
from knowledge_base.index.preparation import open_encoder
encoder = open_encoder(Path(sys.argv[1]), Path(sys.argv[2]))
print(type(encoder).__name__, encoder.encode(["a lamp", "a desk"], locale="en").shape)
"""
    printed = in_torch(program, str(folder), str(source))
    assert "encoder_runs_in_torch" in printed
    assert printed.splitlines()[-1] == "SentenceEncoder (2, 8)"
