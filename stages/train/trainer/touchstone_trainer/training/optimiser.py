"""AdamW over the adapter, with a state that is plain tensors."""

from __future__ import annotations

import torch

from touchstone_trainer.training.adapter import Adapter

_MOMENTS = ("exp_avg", "exp_avg_sq")


class AdapterOptimiser:
    """AdamW with gradient clipping. Betas and epsilon are PyTorch's defaults."""

    def __init__(self, adapter: Adapter, weight_decay: float, max_grad_norm: float) -> None:
        self._parameters = adapter.parameters
        self._max_grad_norm = max_grad_norm
        self._adamw = torch.optim.AdamW(
            list(self._parameters.values()), lr=0.0, weight_decay=weight_decay, fused=True
        )

    def step(self, learning_rate: float) -> float:
        """Clip, update, clear the gradients; returns the gradient's norm before clipping. A norm that is not
        finite leaves the weights as they are."""
        norm = float(torch.nn.utils.clip_grad_norm_(self._parameters.values(), self._max_grad_norm))
        if norm == norm and norm != float("inf"):
            for group in self._adamw.param_groups:
                group["lr"] = learning_rate
            self._adamw.step()
        self._adamw.zero_grad(set_to_none=True)
        return norm

    def clear(self) -> None:
        """Forget the gradients of a step that was not finished."""
        self._adamw.zero_grad(set_to_none=True)

    def reset(self) -> None:
        """As before the first step."""
        self.clear()
        self._adamw.state.clear()

    def state(self) -> dict[str, torch.Tensor]:
        """Both moments of every parameter, by `moment:name`, on the CPU. Empty before the first step."""
        return {
            f"{moment}:{name}": self._adamw.state[parameter][moment].to("cpu", copy=True).contiguous()
            for name, parameter in self._parameters.items()
            if parameter in self._adamw.state
            for moment in _MOMENTS
        }

    def load(self, tensors: dict[str, torch.Tensor], step: int) -> None:
        """Put back what `state` gave after `step` steps."""
        if step == 0:
            return
        for name, parameter in self._parameters.items():
            moments = {moment: tensors[f"{moment}:{name}"].to(parameter.device) for moment in _MOMENTS}
            count = torch.tensor(float(step), dtype=torch.float32, device=parameter.device)
            self._adamw.state[parameter] = {"step": count, **moments}
