"""Layers with a forward and backward pass of our own, against those that they stand for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from peft import LoraConfig
from peft.tuners.lora.layer import Linear

from touchstone_trainer.device import choose_device
from touchstone_trainer.job import DeviceRequest
from touchstone_trainer.language_model import load_language_model
from touchstone_trainer.testing.tiny_model import FAMILIES
from touchstone_trainer.training import fused_lora
from touchstone_trainer.training.cpu_attention import cpu_attention, use_cpu_attention
from touchstone_trainer.training.fused_lora import FusedLoraLinear, byte_dropout
from touchstone_trainer.training.fused_norm import fuse_norms

CPU = DeviceRequest("cpu", "float32", 1)


def lora_layer(kind: type[Any], dropout: float) -> Any:
    torch.manual_seed(0)
    config = LoraConfig(r=3, lora_alpha=5, lora_dropout=dropout, init_lora_weights=False)
    layer = kind(torch.nn.Linear(6, 4), "default", config=config, r=3, lora_alpha=5)
    layer.base_layer.requires_grad_(False)
    return layer


def outcome(layer: Any) -> list[torch.Tensor]:
    """Output and every gradient for one input."""
    torch.manual_seed(1)
    x = torch.randn(2, 7, 6, requires_grad=True)
    output = layer(x)
    output.square().sum().backward()
    weights = [layer.lora_A["default"].weight, layer.lora_B["default"].weight]
    return [output.detach(), x.grad, *(weight.grad for weight in weights)]


@pytest.mark.parametrize("dropout", [0.0, 0.5])
def test_the_lora_layer_computes_what_peft_computes(dropout: float, monkeypatch: pytest.MonkeyPatch) -> None:
    mask = (torch.arange(84).view(2, 7, 6) % 3 > 0) * 1.5
    monkeypatch.setattr(fused_lora, "byte_dropout", lambda x, share: x * mask)
    theirs = lora_layer(Linear, dropout)
    if dropout:
        theirs.lora_dropout["default"].forward = lambda x: x * mask
    found = outcome(lora_layer(FusedLoraLinear, dropout))
    for ours, expected in zip(found, outcome(theirs), strict=True):
        torch.testing.assert_close(ours, expected)


def test_dropout_is_off_in_evaluation() -> None:
    layer = lora_layer(FusedLoraLinear, 0.5).eval()
    x = torch.randn(3, 6)
    torch.testing.assert_close(layer(x), layer(x), rtol=0, atol=0)


@pytest.mark.parametrize("share", [0.001, 0.05, 0.5])
def test_dropout_keeps_the_mean_and_follows_the_seed(share: float) -> None:
    ones = torch.ones(1001, 99)
    torch.manual_seed(3)
    first = byte_dropout(ones, share)
    torch.manual_seed(3)
    assert torch.equal(first, byte_dropout(ones, share))
    assert not torch.equal(first, byte_dropout(ones, share))
    assert float((first == 0).float().mean()) == pytest.approx(max(1, round(share * 256)) / 256, abs=0.005)
    assert float(first.mean()) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("length", [9, 40])
def test_a_model_with_our_layers_has_the_same_output_and_gradient(
    bases: dict[str, Path], family: str, length: int
) -> None:
    """40 tokens are longer than the tiny Gemma's sliding window."""
    ids = torch.randint(10, 200, (3, length), generator=torch.Generator().manual_seed(5))
    results = []
    for ours in (False, True):
        model = load_language_model(bases[family], choose_device(CPU))
        if ours:
            # Gemma also normalises queries, keys, and what leaves attention and feed-forward.
            assert fuse_norms(model) == {"llama": 5, "gemma3": 13}[family]
            use_cpu_attention(model)
        inputs = model.module.get_input_embeddings()(ids).detach().requires_grad_()
        hidden = model.module.get_decoder()(inputs_embeds=inputs, use_cache=False).last_hidden_state
        hidden.pow(3).sum().backward()
        results.append((hidden.detach(), inputs.grad))
    torch.testing.assert_close(results[1][0], results[0][0], rtol=1e-4, atol=1e-4)
    torch.testing.assert_close(results[1][1], results[0][1], rtol=1e-3, atol=1e-2)


def test_unusual_attention_is_left_to_transformers(monkeypatch: pytest.MonkeyPatch) -> None:
    from touchstone_trainer.training import cpu_attention as module

    asked: list[float] = []

    def theirs(*arguments: Any, dropout: float, **rest: Any) -> tuple[torch.Tensor, None]:
        asked.append(dropout)
        return torch.zeros(1), None

    monkeypatch.setattr(module, "sdpa_attention_forward", theirs)
    q = torch.zeros(1, 2, 3, 4)
    cpu_attention(torch.nn.Module(), q, q, q, None, dropout=0.1)
    cpu_attention(torch.nn.Module(), q[:, :, :1], q, q, None)
    cpu_attention(torch.nn.Module(), q, q, q, None, s_aux=q)
    assert asked == [0.1, 0.0, 0.0]


def test_a_norm_of_another_kind_keeps_its_own_forward_pass(bases: dict[str, Path]) -> None:
    model = load_language_model(bases["llama"], choose_device(CPU))
    norm = model.module.get_decoder().norm
    norm.forward = lambda x: x * 3
    assert fuse_norms(model) == 4
    assert torch.equal(norm(torch.ones(32)), torch.full((32,), 3.0))
