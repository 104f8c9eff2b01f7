"""Other architectures of the catalogue, with random weights: what holds for Llama and Gemma 3 holds for
them."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from test_prediction import plain_scores
from transformers import AutoConfig, AutoModelForCausalLM

from touchstone_trainer.device import choose_device
from touchstone_trainer.job import DeviceRequest, LoraSettings
from touchstone_trainer.language_model import LanguageModel
from touchstone_trainer.predict.likelihood import LikelihoodScorer
from touchstone_trainer.training.answer_loss import answer_loss, make_batch
from touchstone_trainer.training.cpu_attention import use_cpu_attention
from touchstone_trainer.training.examples import Example
from touchstone_trainer.training.fused_norm import fuse_norms
from touchstone_trainer.training.lora_adapter import LoraAdapter

_SHAPE: dict[str, Any] = {
    "vocab_size": 97, "hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2,
    "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 8,
    "max_position_embeddings": 256, "initializer_range": 0.2,
    "pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2, "tie_word_embeddings": False,
}  # fmt: skip
_FAMILIES: dict[str, dict[str, Any]] = {
    "mistral": {"sliding_window": 16},
    "ministral": {"sliding_window": 16, "layer_types": ["sliding_attention", "full_attention"]},
    "phi3": {"sliding_window": 16},
    "phi": {"partial_rotary_factor": 0.5},
    "gemma2": {"sliding_window": 16, "layer_types": ["sliding_attention", "full_attention"]},
    "qwen3": {"layer_types": ["full_attention", "full_attention"]},
}


@pytest.fixture(params=_FAMILIES)
def model(request: pytest.FixtureRequest) -> LanguageModel:
    torch.manual_seed(0)
    config = AutoConfig.for_model(request.param, **(_SHAPE | _FAMILIES[request.param]))
    module = AutoModelForCausalLM.from_config(config).eval()
    module.requires_grad_(False)
    return LanguageModel(module, choose_device(DeviceRequest("cpu", "float32", 1)))


def test_the_tree_gives_the_plain_likelihoods(model: LanguageModel) -> None:
    prompts = [list(range(10, 40)), [7, 8, 9]]
    labels = [[20, 21, 22, 5], [20, 21, 5], [30, 5]]
    found = LikelihoodScorer(model, labels).score(prompts)
    for prompt, scores in zip(prompts, found, strict=True):
        assert scores == pytest.approx(plain_scores(model.module, prompt, labels), abs=5e-4)


def test_it_trains_with_our_layers_as_with_its_own(model: LanguageModel) -> None:
    examples = [Example(list(range(10, 35)), [8, 9]), Example([9, 8], [7, 6, 5])]
    plain = float(answer_loss(model, make_batch(examples, "cpu")))
    fuse_norms(model)
    use_cpu_attention(model)
    adapter = LoraAdapter(model, LoraSettings(2, 4, 0.0, "all-linear", False), "x", seed=1)
    loss = answer_loss(model, make_batch(examples, "cpu"))
    # A fresh adapter adds nothing.
    assert float(loss.detach()) == pytest.approx(plain, rel=1e-4)
    loss.backward()
    gradients = [p.grad for name, p in adapter.parameters.items() if "lora_B" in name]
    assert gradients
    assert all(g is not None and bool(g.abs().sum() > 0) for g in gradients)
