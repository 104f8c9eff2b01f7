"""A running mean of the adapter over the later steps: flatter minima, and better on records unlike those
trained on (Izmailov et al. 2018, "Averaging Weights Leads to Wider Optima and Better Generalization"; Cha et
al. 2021, SWAD)."""

from __future__ import annotations

import math

import torch

from touchstone_trainer.training.adapter import Adapter

_PREFIX = "average:"


class WeightAverage:
    """The mean of the adapter's weights after each of the later steps."""

    def __init__(self, adapter: Adapter, steps: int, share: float | None) -> None:
        """`share` of the `steps` are over before averaging begins; None: it never does."""
        self._adapter = adapter
        self._first_step = math.inf if share is None else math.floor(steps * share) + 1
        self._mean: dict[str, torch.Tensor] = {}
        self._count = 0

    @property
    def begun(self) -> bool:
        """Whether there is an average yet."""
        return self._count > 0

    def add(self, step: int) -> None:
        """Take in the weights after this step."""
        if step < self._first_step:
            return
        self._count += 1
        with torch.no_grad():
            for name, parameter in self._adapter.parameters.items():
                if name in self._mean:
                    self._mean[name].lerp_(parameter.detach(), 1 / self._count)
                else:
                    self._mean[name] = parameter.detach().clone()

    def weights(self) -> dict[str, torch.Tensor]:
        """The average so far, as `Adapter.copy` gives weights."""
        return {name: mean.to("cpu", copy=True).contiguous() for name, mean in self._mean.items()}

    def reset(self) -> None:
        """As before the first step."""
        self._mean, self._count = {}, 0

    def state(self) -> dict[str, torch.Tensor]:
        """For a checkpoint; empty before averaging begins."""
        return {_PREFIX + name: mean for name, mean in self.weights().items()}

    def load(self, tensors: dict[str, torch.Tensor], step: int) -> None:
        """Put back what `state` gave after `step` steps."""
        if step < self._first_step:
            return
        self._count = step - int(self._first_step) + 1
        self._mean = {
            name: tensors[_PREFIX + name].to(parameter.device)
            for name, parameter in self._adapter.parameters.items()
        }
