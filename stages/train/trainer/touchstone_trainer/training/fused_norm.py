"""RMS normalisation for training, with a backward pass of our own.

Transformers writes it as half a dozen operations, each of which autograd follows and stores for. The weight
is frozen in LoRA training, so the whole is one function that keeps its input and one number a row.
"""

from __future__ import annotations

from typing import Any

import torch

from touchstone_trainer.language_model import LanguageModel


class _RmsNorm(torch.autograd.Function):
    """y = w · x · r with r = 1 / sqrt(mean(x²) + ε) over the last dimension, computed in float32. With g =
    ∂L/∂y and x̂ = x · r: ∂L/∂x = r · (w g - x̂ · mean(w g x̂))."""

    @staticmethod
    def forward(ctx: Any, x: torch.Tensor, weight: torch.Tensor, epsilon: float) -> torch.Tensor:
        wide = x.float()
        root = torch.rsqrt((wide * wide).mean(-1, keepdim=True).add_(epsilon))
        ctx.save_for_backward(x, weight, root)
        return (wide * root).mul_(weight).to(x.dtype)

    @staticmethod
    def backward(ctx: Any, gradient: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        x, weight, root = ctx.saved_tensors
        normal = x.float() * root
        weighted = gradient.float() * weight
        share = (weighted * normal).mean(-1, keepdim=True)
        return weighted.sub_(normal.mul_(share)).mul_(root).to(gradient.dtype), None, None


def fuse_norms(model: LanguageModel) -> int:
    """Replace the forward pass of every RMS normalisation whose meaning is known; returns how many.

    Families differ in what the weight is added to (Gemma multiplies by 1 + w), so a module is replaced only
    when the fused function reproduces its own output on a random input; any other keeps its own.
    """
    replaced = 0
    for module in model.module.modules():
        if type(module).__name__.endswith("RMSNorm"):
            replaced += _fuse(module)
    return replaced


def _fuse(module: Any) -> bool:
    weight = getattr(module, "weight", None)
    epsilon = getattr(module, "eps", getattr(module, "variance_epsilon", None))
    if not isinstance(weight, torch.Tensor) or weight.dim() != 1 or not isinstance(epsilon, float):
        return False
    chance = torch.Generator().manual_seed(0)
    probe = torch.randn((4, len(weight)), generator=chance).to(weight.device, weight.dtype)
    with torch.no_grad():
        expected = module(probe)
        for offset in (0.0, 1.0):
            factor = weight.detach().float() + offset
            if torch.allclose(_apply(probe, factor, epsilon), expected, rtol=0.01, atol=1e-5):
                module.forward = lambda x, factor=factor: _apply(x, factor, epsilon)
                return True
    return False


def _apply(x: torch.Tensor, weight: torch.Tensor, epsilon: float) -> torch.Tensor:
    output: torch.Tensor = _RmsNorm.apply(x, weight, epsilon)  # type: ignore[no-untyped-call]
    return output
