"""Writes a sentence-transformers model as ONNX with 8-bit weights:

    python -m knowledge_base.index.onnx_export MODEL_FOLDER ENCODER_FOLDER [--name NAME]

The whole pipeline (network, pooling, normalisation) goes into one graph, so that it can be run
without torch; beside it lie the parts that tuning needs (`onnx_layers`). What was written is
compared with the original on a few sentences: where 8 bits cost too much the weights stay in 32,
and a model that cannot be written at all gets a `meta.json` that says why instead. Needs about 1 GB
of memory, which is why it is a program of its own.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from knowledge_base.index.onnx_layers import export_graph, quantise, write_layers
from knowledge_base.index.onnx_model import META, MODEL, TOKENIZER, VECTORS, OnnxModel, digest_of

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

RECIPE: Final = 2
"""Raise when the same model would be written differently: every encoder is made anew then."""

REFUSED: Final = "refused"
_LEAST_COSINE: Final = 0.97
_LEAST_COSINE_UNQUANTISED: Final = 0.999
_SAMPLE: Final = (
    "Where is my parcel?",
    "How many days do I have to return something that does not fit?",
    "We ship to most countries in Europe within two to four working days. Customs fees are paid "
    "by us, and you get a tracking number as soon as the parcel has left our warehouse.",
    "Lamp HG-301: brass, 42 cm high, E27 bulb up to 60 W, cable of 1.8 m with a switch",
    "Wash at 30 °C with similar colours; do not tumble dry.",
    "Yes, gift cards never expire.",
)


class ModelNotExportableError(Exception):
    """The model works in torch only; the message says what is in the way."""

    code = "model_not_exportable"


def export_encoder(source: Path, folder: Path, name: str) -> None:
    """Fills the empty `folder`. Raises what sentence-transformers raises for a bad `source`."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    from sentence_transformers import SentenceTransformer

    importlib.import_module("transformers.utils.logging").disable_progress_bar()
    model = SentenceTransformer(
        # Fused attention has no counterpart in ONNX that all versions of torch agree on.
        str(source), device="cpu", model_kwargs={"attn_implementation": "eager"}
    ).eval()  # fmt: skip
    try:
        _write_tokenizer(model, folder / TOKENIZER)
        meta = _write_model(model, folder, {"source": name, "recipe": RECIPE})
    except ModelNotExportableError as problem:
        meta = {"source": name, "recipe": RECIPE, REFUSED: str(problem)}
    _write_meta(folder, meta)


def _write_tokenizer(model: SentenceTransformer, file: Path) -> None:
    """Puts the limit and the padding into the file: whoever reads it needs to know neither."""
    wrapped = model.tokenizer
    tokenizer = getattr(wrapped, "backend_tokenizer", None)
    limit = model.max_seq_length
    if tokenizer is None or not limit:
        raise ModelNotExportableError("it has no fast tokenizer or no limit of tokens")
    if model.default_prompt_name is not None:
        raise ModelNotExportableError("it puts a prompt of its own before texts")
    tokenizer.enable_truncation(max_length=limit)
    tokenizer.enable_padding(pad_id=wrapped.pad_token_id, pad_token=wrapped.pad_token)
    tokenizer.save(str(file))


def _write_model(
    model: SentenceTransformer, folder: Path, meta: dict[str, object]
) -> dict[str, object]:
    expected = model.encode(list(_SAMPLE), normalize_embeddings=True, show_progress_bar=False)
    exact = folder / "exact.onnx"
    try:
        _export_pipeline(model, exact)
    except Exception as problem:
        # torch raises many unrelated types for a graph that it cannot follow.
        raise ModelNotExportableError(
            f"torch cannot export it ({type(problem).__name__})"
        ) from problem
    meta = {**meta, "dimension": int(expected.shape[1]), "max_tokens": model.max_seq_length}
    for bits, least in ((8, _LEAST_COSINE), (32, _LEAST_COSINE_UNQUANTISED)):
        if bits == 8:
            quantise(exact, folder / MODEL)
        else:
            exact.replace(folder / MODEL)
        meta = {**meta, "bits": bits, "sha256": digest_of(folder)}
        _write_meta(folder, meta)
        cosines = (OnnxModel(folder).encode(_SAMPLE) * expected).sum(axis=1)
        if cosines.min() >= least:
            exact.unlink(missing_ok=True)
            meta = {**meta, "least_cosine": round(float(cosines.min()), 4)}
            return {**meta, **write_layers(model, folder)}
    (folder / MODEL).unlink()
    raise ModelNotExportableError(f"its vectors differ, cosine {cosines.min():.3f}")


def _export_pipeline(model: SentenceTransformer, file: Path) -> None:
    import torch

    class Pipeline(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            found = self.model({"input_ids": input_ids, "attention_mask": attention_mask})
            return torch.nn.functional.normalize(found["sentence_embedding"], dim=-1)

    export_graph(Pipeline(), model.max_seq_length or 0, file, VECTORS)


def _write_meta(folder: Path, meta: dict[str, object]) -> None:
    (folder / META).write_text(json.dumps(meta, indent=2), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a sentence-transformers model as ONNX.")
    parser.add_argument("source", type=Path, help="folder of the model")
    parser.add_argument("folder", type=Path, help="where to write; made if missing")
    parser.add_argument("--name", help="what vectors are named after; the source's by default")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    export_encoder(wanted.source, wanted.folder, wanted.name or wanted.source.resolve().name)


if __name__ == "__main__":
    main()
