"""Verb `inspect`: what this machine is, what a base is, and whether training fits."""

from __future__ import annotations

import platform
from dataclasses import asdict

from touchstone_trainer.base.manifest import BaseManifest, read_manifest
from touchstone_trainer.device import choose_device, device_memory
from touchstone_trainer.job import InspectJob
from touchstone_trainer.language_model import LOGIT_SLICE_BYTES
from touchstone_trainer.versions import installed_versions

_BYTES = {"bfloat16": 2, "float16": 2, "float32": 4}
# PyTorch, Transformers and PEFT loaded, nothing computed yet.
_PROCESS_BYTES = 600 << 20
# Weight, gradient and two moments of AdamW, all float32.
_BYTES_PER_TRAINED_VALUE = 16
# Values kept per token and layer for the backward pass, in units of the hidden size; measured on Gemma 3
# 270M, whose feed-forward width is 3.2 times its hidden size.
_ACTIVATIONS_PER_HIDDEN = 48
# Logits, their log-softmax and its rounded copies (training/answer_loss.py).
_LOGIT_BYTES = 3 * LOGIT_SLICE_BYTES


def run_inspect(job: InspectJob) -> dict[str, object]:
    """The result event's fields."""
    device = choose_device(job.device)
    memory = device_memory(device)
    result: dict[str, object] = {
        "device": asdict(device) | {"memory_total_bytes": memory.total, "memory_free_bytes": memory.free},
        "versions": installed_versions(),
        "python": platform.python_version(),
    }
    if job.base_dir is not None:
        manifest = read_manifest(job.base_dir)
        needed = training_memory_bytes(manifest, device.dtype, job.rank, job.batch_size, job.max_length)
        facts = manifest.to_json()
        del facts["files"]
        result["base"] = facts
        result["training"] = {
            "rank": job.rank,
            "batch_size": job.batch_size,
            "max_length": job.max_length,
            "memory_needed_bytes": needed,
            "fits": None if memory.free is None else needed <= memory.free,
        }
    return result


def training_memory_bytes(
    manifest: BaseManifest, dtype: str, rank: int, batch_size: int, max_length: int
) -> int:
    """Estimate of the peak while training a LoRA adapter on batches of the greatest length: process, frozen
    weights, adapter with optimiser, activations of one batch, one slice of logits. An upper bound for texts
    that are shorter."""
    size = _BYTES[dtype]
    # Seven matrices a layer, each touched on both sides; their mean width is about twice the hidden size.
    trained = manifest.layers * 7 * rank * 4 * manifest.hidden_size
    activations = (
        batch_size * max_length * manifest.layers * _ACTIVATIONS_PER_HIDDEN * manifest.hidden_size * size
    )
    weights = manifest.parameters * size
    return _PROCESS_BYTES + weights + trained * _BYTES_PER_TRAINED_VALUE + activations + _LOGIT_BYTES
