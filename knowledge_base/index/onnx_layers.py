"""Writes an encoder in two parts as well: all layers but the last as a graph, the last as arrays.

Whoever tunes the last layer on examples of their own needs its input and its weights. Weights are
of 8 bits but where a product narrows (in a transformer: back from the inner width), because those
lose the most: the vectors' cosine to the exact ones, both less their mean, is .994 instead of .989
for 1.4 times the time.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from knowledge_base.index.onnx_model import LAST_LAYER, LOWER_LAYERS, STATES, TOKENIZER, digest_of

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

TUNABLE: Final = "tunable"
UNTUNABLE: Final = "untunable"
_FAMILIES: Final = frozenset({"bert", "camembert", "roberta", "xlm-roberta"})
# The last layer's arrays are named as in BERT's own checkpoint.
_EXPORTED_ACTIVATION: Final = "gelu"


class LayersNotSeparableError(Exception):
    """The network is not of a form whose last layer is known; the message says why."""

    code = "layers_not_separable"


def write_layers(model: SentenceTransformer, folder: Path) -> dict[str, object]:
    """What goes into `meta.json` about the two parts; the reason where there are none."""
    try:
        network = _separable(model)
        exact = folder / "exact-layers.onnx"
        _export_lower(network, model.max_seq_length or 512, exact)
        _quantise_but_narrowing(exact, folder / LOWER_LAYERS)
        exact.unlink()
    except LayersNotSeparableError as problem:
        return {UNTUNABLE: str(problem)}
    weights = {
        name: value.detach().cpu().numpy().astype(np.float32)
        for name, value in network.encoder.layer[-1].named_parameters()
    }
    np.savez(folder / LAST_LAYER, **weights)
    config = network.config
    return {
        TUNABLE: {
            "sha256": digest_of(folder, (LOWER_LAYERS, LAST_LAYER, TOKENIZER)),
            "heads": config.num_attention_heads,
            "epsilon": config.layer_norm_eps,
        }
    }


def _separable(model: SentenceTransformer) -> Any:
    """The transformer inside. Raises `LayersNotSeparableError`."""
    parts = list(model)
    if len(parts) not in (2, 3) or getattr(parts[1], "pooling_mode", None) != "mean":
        raise LayersNotSeparableError("it is not a transformer with mean pooling")
    network = getattr(parts[0], "auto_model", None)
    config = getattr(network, "config", None)
    if config is None or config.model_type not in _FAMILIES:
        raise LayersNotSeparableError("it is not of BERT's family")
    if config.hidden_act != _EXPORTED_ACTIVATION or config.is_decoder:
        raise LayersNotSeparableError("its layers are not plain encoder layers with GELU")
    return network


def _export_lower(network: Any, max_tokens: int, file: Path) -> None:
    import torch

    class Lower(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.network = copy.deepcopy(network)
            self.network.encoder.layer = self.network.encoder.layer[:-1]

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            found = self.network(input_ids=input_ids, attention_mask=attention_mask)
            states: torch.Tensor = found.last_hidden_state
            return states

    export_graph(Lower().eval(), max_tokens, file, STATES)


def export_graph(pipeline: torch.nn.Module, max_tokens: int, file: Path, output: str) -> None:
    """From `input_ids` and `attention_mask`, texts by tokens, both free, to the one `output`."""
    import torch

    example = torch.ones(2, 7, dtype=torch.long)
    sizes = {0: torch.export.Dim("texts", min=1, max=4096),
             1: torch.export.Dim("tokens", min=2, max=max_tokens)}  # fmt: skip
    torch.onnx.export(
        pipeline,
        (example, example.clone()),
        str(file),
        input_names=["input_ids", "attention_mask"],
        output_names=[output],
        dynamic_shapes={"input_ids": sizes, "attention_mask": sizes},
        opset_version=18,
        dynamo=True,
        external_data=False,
        verbose=False,
    )


def quantise(exact: Path, file: Path, *, but: tuple[str, ...] = ()) -> None:
    """Weights of 8 bits, except those of the nodes named in `but`."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        exact,
        file,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=list(but),
        extra_options={"MatMulConstBOnly": True},
    )


def _quantise_but_narrowing(exact: Path, file: Path) -> None:
    import onnx

    graph = onnx.load(exact).graph
    shapes = {weight.name: tuple(weight.dims) for weight in graph.initializer}
    narrowing = tuple(
        node.name
        for node in graph.node
        if node.op_type == "MatMul"
        and len(shape := shapes.get(node.input[1], ())) == 2
        and shape[0] > shape[1]
    )
    quantise(exact, file, but=narrowing)
