"""A GGUF file, already checked, to bfloat16 safetensors and a fast tokenizer."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def convert_gguf(gguf: Path, target: Path) -> None:
    """Write config.json, model.safetensors and the tokenizer's files to `target`, dequantised to bfloat16."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

    folder, name = str(gguf.parent), gguf.name
    model: Any = AutoModelForCausalLM.from_pretrained(
        folder,
        gguf_file=name,
        dtype=torch.bfloat16,
        quantization_config=GgufConfig(dequantize=True),
        local_files_only=True,
    )
    # The weights are plain now; what still says "quantised" would keep the model from being saved and
    # trained.
    model.config.__dict__.pop("quantization_config", None)
    model.config.__dict__.pop("_name_or_path", None)
    model.hf_quantizer = None
    model.save_pretrained(str(target))
    del model
    tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=name, local_files_only=True)
    # A chat template is code; ours are declarative (chat_format.py).
    tokenizer.chat_template = None
    tokenizer.save_pretrained(str(target))
