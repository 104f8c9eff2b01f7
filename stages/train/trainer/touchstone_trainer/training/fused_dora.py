"""A DoRA layer for training: PEFT's parameters and arithmetic over our LoRA update.

PEFT builds the whole update B·A in each forward pass, by multiplying an identity matrix, and multiplies with
the weights twice where there is dropout. Here the rows' lengths come from products of rank r alone, and
dropout touches the low-rank path only, as it does in LoRA. Without dropout both compute the same.
"""

from __future__ import annotations

from typing import Any

import torch

from touchstone_trainer.training.fused_lora import ADAPTER, FusedLoraLinear


class FusedDoraLinear(FusedLoraLinear):
    """y = m / ‖W + s·B·A‖ · (x Wᵀ + s (d Aᵀ) Bᵀ) + b: one trained length m a row of W (Liu et al. 2024,
    "DoRA: Weight-Decomposed Low-Rank Adaptation"). The norm is taken as a constant in the backward pass
    (section 4.3)."""

    def forward(self, x: torch.Tensor, *_args: Any, **_kwargs: Any) -> torch.Tensor:
        """(…, in) → (…, out)."""
        if self.disable_adapters:
            return self.base_layer(x)  # type: ignore[no-any-return]
        turned = self.low_rank_update(x, None)
        magnitude = self.lora_magnitude_vector[ADAPTER].weight
        output: torch.Tensor = turned * (magnitude / self._row_norms()).to(turned.dtype)
        return output if self.base_layer.bias is None else output + self.base_layer.bias

    @torch.no_grad()
    def _row_norms(self) -> torch.Tensor:
        """‖W + s·B·A‖ of each row (out), float32: ‖w‖² + 2s (W Aᵀ ∘ B)·1 + s² (B (A Aᵀ) ∘ B)·1."""
        weight = self.base_layer.weight
        a, b = self.lora_A[ADAPTER].weight, self.lora_B[ADAPTER].weight
        scaling = self.scaling[ADAPTER]
        if not hasattr(self, "_squares"):
            # The weights are frozen, so this is computed once.
            self._squares = torch.linalg.vector_norm(weight, dim=1, dtype=torch.float32).square()
        crossed = (weight @ a.to(weight.dtype).t()).float().mul_(b).sum(1)
        own = (b @ (a @ a.t())).mul_(b).sum(1)
        squares: torch.Tensor = self._squares + 2 * scaling * crossed + scaling**2 * own
        return squares.clamp_min_(0).sqrt_()
