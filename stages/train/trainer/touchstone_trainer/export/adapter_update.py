"""What a stored adapter adds to the base's weights."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file

from touchstone_trainer.exit_codes import ExitCode
from touchstone_trainer.failures import TrainerError, bad_adapter
from touchstone_trainer.predict.adapter_files import PROMPT_TUNING, check_adapter, read_adapter_config

_PREFIX = "base_model.model."


@dataclass(frozen=True)
class LowRank:
    """One module's update: `a` (rank, in), `b` (out, rank), and with DoRA the rows' `lengths` (out)."""

    a: torch.Tensor
    b: torch.Tensor
    lengths: torch.Tensor | None


@dataclass(frozen=True)
class AdapterUpdate:
    """Updates by the name of the base's weight (`….q_proj.weight`). `alpha` is what plain LoRA divides by the
    rank to get `scaling`; with rsLoRA it is another number than the adapter's own."""

    modules: dict[str, LowRank]
    scaling: float
    alpha: float
    dora: bool

    def merged(self, name: str, weight: torch.Tensor) -> torch.Tensor:
        """The weight (out, in) with its update worked in, in its own dtype; computed in float32."""
        update = self.modules.get(name)
        if update is None:
            return weight
        merged = weight.float() + self.scaling * (update.b @ update.a)
        if update.lengths is not None:
            merged *= (update.lengths / torch.linalg.vector_norm(merged, dim=1)).unsqueeze(1)
        return merged.to(weight.dtype)


def read_update(directory: Path) -> AdapterUpdate:
    """Errors: `ADAPTER_INVALID`; `EXPORT_UNSUPPORTED` for a tuned prompt, which no weight can take in."""
    check_adapter(directory)
    config = read_adapter_config(directory)
    if config["peft_type"] == PROMPT_TUNING:
        raise unsupported("a tuned prompt cannot be worked into the weights: only PEFT serves it")
    tensors = load_file(str(directory / "adapter_model.safetensors"))
    rank, alpha = int(config["r"]), float(config["lora_alpha"])
    if config.get("use_rslora"):
        alpha *= math.sqrt(rank)
    modules: dict[str, LowRank] = {}
    for name in tensors:
        if not name.endswith(".lora_A.weight"):
            continue
        module = name.removesuffix(".lora_A.weight")
        b, lengths = tensors.get(f"{module}.lora_B.weight"), tensors.get(f"{module}.lora_magnitude_vector")
        if b is None or tensors[name].shape[0] != rank or b.shape[1] != rank:
            raise bad_adapter(f"{module[:200]}: its matrices are not a pair of rank {rank}")
        target = module.removeprefix(_PREFIX) + ".weight"
        modules[target] = LowRank(
            tensors[name].float(), b.float(), None if lengths is None else lengths.float()
        )
    return AdapterUpdate(modules, alpha / rank, alpha, bool(config.get("use_dora")))


def unsupported(message: str, **details: object) -> TrainerError:
    """This model cannot be handed over in the form that the job asks for."""
    return TrainerError("EXPORT_UNSUPPORTED", ExitCode.BAD_JOB, message, details)
