"""Prompt tuning: vectors before every prompt are all that is trained (Lester et al. 2021, "The Power of Scale
for Parameter-Efficient Prompt Tuning")."""

from __future__ import annotations

import torch

from touchstone_trainer.job import PromptTuningSettings
from touchstone_trainer.language_model import LanguageModel
from touchstone_trainer.training.adapter import Adapter

PROMPT_TENSOR = "prompt_embeddings"


class PromptAdapter(Adapter):
    """The vectors, put into the model as its tuned prompt."""

    def __init__(self, model: LanguageModel, settings: PromptTuningSettings, base_id: str, seed: int) -> None:
        """Start from embeddings of tokens drawn by the seed; they learn sooner than noise (section 3.2)."""
        chance = torch.Generator().manual_seed(seed)
        ids = torch.randint(model.vocabulary, (1, settings.virtual_tokens), generator=chance)
        with torch.no_grad():
            start = model.embeddings(ids.to(model.device.torch_name))[0].float()
        parameter = torch.nn.Parameter(start)
        model.soft_prompt = parameter
        self.parameters = {PROMPT_TENSOR: parameter}
        self._base_id = base_id
        self._shape = model.config

    def train_mode(self, on: bool) -> None:
        """There is no dropout."""

    def config(self) -> dict[str, object]:
        """adapter_config.json."""
        count, width = self.parameters[PROMPT_TENSOR].shape
        return {
            "peft_type": "PROMPT_TUNING",
            "task_type": "CAUSAL_LM",
            "base_model_name_or_path": self._base_id,
            "inference_mode": True,
            "num_virtual_tokens": count,
            "token_dim": width,
            "num_transformer_submodules": 1,
            "num_attention_heads": self._shape.num_attention_heads,
            "num_layers": self._shape.num_hidden_layers,
            "prompt_tuning_init": "RANDOM",
        }
