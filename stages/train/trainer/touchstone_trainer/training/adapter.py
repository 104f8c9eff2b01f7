"""A fresh LoRA adapter inside a base model, and its parameters by PEFT's names."""

from __future__ import annotations

from typing import Any

import torch
from peft import LoraConfig, get_peft_model

from touchstone_trainer.job import LoraSettings
from touchstone_trainer.language_model import LanguageModel
from touchstone_trainer.training.fused_lora import FusedLoraLinear


class Adapter:
    """The adapter being trained. `config` is PEFT's; the base's linear layers now carry it."""

    def __init__(self, model: LanguageModel, settings: LoraSettings, base_id: str, seed: int) -> None:
        """Put an adapter on all linear layers but the head; the same seed gives the same start."""
        torch.manual_seed(seed)
        self.config = LoraConfig(
            r=settings.rank,
            lora_alpha=settings.alpha,
            lora_dropout=settings.dropout,
            use_rslora=settings.rslora,
            target_modules=settings.target,
            bias="none",
            task_type="CAUSAL_LM",
        )
        self.config._register_custom_module({torch.nn.Linear: FusedLoraLinear})
        self._peft: Any = get_peft_model(model.module, self.config)
        self.config.base_model_name_or_path = base_id
        self.parameters: dict[str, torch.nn.Parameter] = {
            name.replace(".default.", "."): parameter
            for name, parameter in sorted(self._peft.named_parameters())
            if parameter.requires_grad
        }
        for parameter in self.parameters.values():
            parameter.data = parameter.data.float()

    def train_mode(self, on: bool) -> None:
        """Switch dropout on or off."""
        self._peft.train(on)

    def size(self) -> int:
        """Number of trained values."""
        return sum(parameter.numel() for parameter in self.parameters.values())

    def copy(self) -> dict[str, torch.Tensor]:
        """The present weights by the names of adapter_model.safetensors, as float32 on the CPU."""
        return {name: p.detach().to("cpu", copy=True).contiguous() for name, p in self.parameters.items()}

    def load(self, tensors: dict[str, torch.Tensor]) -> None:
        """Put stored weights back; the names must be exactly those of `copy`."""
        if tensors.keys() != self.parameters.keys():
            raise ValueError("the stored adapter has other parameters than this one")
        with torch.no_grad():
            for name, parameter in self.parameters.items():
                parameter.copy_(tensors[name])
