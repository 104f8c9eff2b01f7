"""What is trained: named parameters inside a frozen base, and how PEFT calls them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager

import torch


class Adapter(ABC):
    """The trained part of a model. `parameters` are float32, by the names of adapter_model.safetensors."""

    parameters: dict[str, torch.nn.Parameter]

    @abstractmethod
    def train_mode(self, on: bool) -> None:
        """Switch dropout on or off."""

    def off(self) -> AbstractContextManager[None]:
        """For as long as it lasts the model is its base alone. Only of what begins as the base does."""
        raise ValueError("without its vectors a prompt has other places")

    @abstractmethod
    def config(self) -> dict[str, object]:
        """adapter_config.json, cut down to what the method means: PEFT fills in the rest, and servers that
        know fewer fields, or other versions of PEFT, read it too. Lists are sorted: the same run writes the
        same bytes."""

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
