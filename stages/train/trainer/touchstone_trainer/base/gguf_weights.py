"""A GGUF file, already checked, to bfloat16 safetensors and a fast tokenizer."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def convert_gguf(gguf_path: Path, target: Path) -> None:
    """Write config.json, model.safetensors and the tokenizer's files to `target`, dequantised to bfloat16."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

    folder, name = str(gguf_path.parent), gguf_path.name
    with _read_header_once():
        model: Any = AutoModelForCausalLM.from_pretrained(
            folder,
            gguf_file=name,
            dtype=torch.bfloat16,
            quantization_config=GgufConfig(dequantize=True),
            local_files_only=True,
        )
        tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=name, local_files_only=True)
    # The weights are plain now; what still says "quantised" would keep the model from being saved.
    model.config.__dict__.pop("quantization_config", None)
    model.config.__dict__.pop("_name_or_path", None)
    model.hf_quantizer = None
    model.save_pretrained(str(target))
    # A chat template is code; ours are declarative (chat_format.py).
    tokenizer.chat_template = None
    tokenizer.save_pretrained(str(target))


@contextlib.contextmanager
def _read_header_once() -> Iterator[None]:
    """Make Transformers read a GGUF header once instead of three times, and through plain arrays.

    The header of Gemma holds 262,144 tokens with their merges; the reader of the package `gguf` slices a
    memory map for each number in it, and a slice of a map costs ten times that of an array: 30 of 45 seconds
    went there.
    """
    import gguf
    import numpy

    original = gguf.GGUFReader

    class PlainReader(original):  # type: ignore[misc, valid-type]
        def _get(self, offset: int, dtype: Any, count: int = 1, override_order: Any = None) -> Any:
            wanted = numpy.dtype(dtype)
            raw = numpy.asarray(self.data)[offset : offset + wanted.itemsize * int(count)]
            return raw.view(wanted.newbyteorder(override_order or self.byte_order))

    gguf.GGUFReader = functools.cache(PlainReader)
    try:
        yield
    finally:
        gguf.GGUFReader = original
