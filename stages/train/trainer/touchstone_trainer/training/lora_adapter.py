"""A fresh LoRA adapter inside a base model: LoRA, rsLoRA, DoRA, and LoRA over a base in 4 bits."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

import torch
from peft import LoraConfig, get_peft_model

from touchstone_trainer.job import LoraSettings
from touchstone_trainer.language_model import LanguageModel
from touchstone_trainer.training.adapter import Adapter
from touchstone_trainer.training.fused_dora import FusedDoraLinear
from touchstone_trainer.training.fused_lora import FusedLoraLinear

# PEFT stores a row's length as if it were no module's weight.
_PEFT_NAMES = ((".lora_magnitude_vector.default.weight", ".lora_magnitude_vector"), (".default.", "."))


class LoraAdapter(Adapter):
    """LoRA on all linear layers but the head."""

    def __init__(
        self,
        model: LanguageModel,
        settings: LoraSettings,
        base_id: str,
        seed: int,
        *,
        quantised: bool = False,
    ) -> None:
        """Put the adapter into the base; the same seed gives the same start. `quantised`: the base's layers
        are those of bitsandbytes, which multiply as only PEFT's own layers over them know."""
        torch.manual_seed(seed)
        self._config = LoraConfig(
            r=settings.rank,
            lora_alpha=settings.alpha,
            lora_dropout=settings.dropout,
            use_rslora=settings.rslora,
            use_dora=settings.dora,
            target_modules=settings.target,
            bias="none",
            task_type="CAUSAL_LM",
        )
        if not quantised:
            layer = FusedDoraLinear if settings.dora else FusedLoraLinear
            self._config._register_custom_module({torch.nn.Linear: layer})
        self._peft: Any = get_peft_model(model.module, self._config)
        self._base_id = base_id
        self.parameters = {
            _stored_name(name): parameter
            for name, parameter in sorted(self._peft.named_parameters())
            if parameter.requires_grad
        }
        for parameter in self.parameters.values():
            parameter.data = parameter.data.float()

    def train_mode(self, on: bool) -> None:
        """Switch dropout on or off."""
        self._peft.train(on)

    def off(self) -> AbstractContextManager[None]:
        """The base alone, for as long as it lasts."""
        switched: AbstractContextManager[None] = self._peft.disable_adapter()
        return switched

    def config(self) -> dict[str, object]:
        """adapter_config.json."""
        return {
            "peft_type": "LORA",
            "task_type": "CAUSAL_LM",
            "base_model_name_or_path": self._base_id,
            "inference_mode": True,
            "r": self._config.r,
            "lora_alpha": self._config.lora_alpha,
            "lora_dropout": self._config.lora_dropout,
            "use_rslora": self._config.use_rslora,
            "target_modules": sorted(self._config.target_modules),
            "bias": "none",
            "fan_in_fan_out": False,
            "modules_to_save": None,
            "use_dora": self._config.use_dora,
        }


def _stored_name(name: str) -> str:
    for theirs, stored in _PEFT_NAMES:
        name = name.replace(theirs, stored)
    return name
