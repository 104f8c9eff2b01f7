"""Format `merged`: a model directory as Transformers and vLLM read it, the adapter worked into the
weights."""

from __future__ import annotations

import shutil
from pathlib import Path

from safetensors.torch import save_file

from touchstone_trainer.base.directory_check import TOKENIZER_FILES
from touchstone_trainer.base.safetensors_file import read_safetensors_header
from touchstone_trainer.chat_format import ChatFormat, chat_template
from touchstone_trainer.export.weights import Weights
from touchstone_trainer.files import sync_file, write_atomically

_CONFIGS = ("config.json", "generation_config.json", "model.safetensors.index.json")


def write_merged(weights: Weights, base_dir: Path, chat_format: ChatFormat, target: Path) -> None:
    """Same files, names and dtypes as the base's; one shard in memory at a time."""
    for path in weights.files:
        names = list(read_safetensors_header(path))
        tensors = {name: tensor.contiguous() for name, tensor in zip(names, weights.read(names), strict=True)}
        save_file(tensors, str(target / path.name), metadata={"format": "pt"})
        sync_file(target / path.name)
    for name in (*_CONFIGS, *sorted(TOKENIZER_FILES)):
        if (base_dir / name).is_file():
            shutil.copyfile(base_dir / name, target / name)
    write_atomically(target / "chat_template.jinja", chat_template(chat_format).encode())
