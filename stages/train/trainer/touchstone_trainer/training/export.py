"""The finished adapter as a plain PEFT directory."""

from __future__ import annotations

import shutil
from pathlib import Path

import torch
from safetensors.torch import save

from touchstone_trainer.base.directory_check import TOKENIZER_FILES
from touchstone_trainer.chat_format import ChatFormat, chat_template
from touchstone_trainer.files import sync_directory, write_atomically, write_json
from touchstone_trainer.training.adapter import Adapter


def export_adapter(
    out_dir: Path,
    adapter: Adapter,
    tensors: dict[str, torch.Tensor],
    base_dir: Path,
    chat_format: ChatFormat,
    report: dict[str, object],
) -> None:
    """Write `out_dir` whole or not at all: adapter_config.json, adapter_model.safetensors, the tokenizer's
    files, a chat template for servers, and training.json."""
    partial = out_dir.with_name(out_dir.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    write_json(partial / "adapter_config.json", adapter.config())
    write_atomically(partial / "adapter_model.safetensors", save(tensors, metadata={"format": "pt"}))
    for name in sorted(TOKENIZER_FILES):
        if (base_dir / name).is_file():
            shutil.copyfile(base_dir / name, partial / name)
    write_atomically(partial / "chat_template.jinja", chat_template(chat_format).encode())
    write_json(partial / "training.json", report)
    if out_dir.exists():
        shutil.rmtree(out_dir)
    partial.replace(out_dir)
    sync_directory(out_dir.parent)
