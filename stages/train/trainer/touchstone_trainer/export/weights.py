"""The base's weights with an adapter worked in, one tensor at a time: memory for one, whatever the model's
size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import safe_open

from touchstone_trainer.base.directory_check import check_weights
from touchstone_trainer.base.safetensors_file import read_safetensors_header
from touchstone_trainer.export.adapter_update import AdapterUpdate
from touchstone_trainer.failures import bad_adapter


@dataclass(frozen=True)
class Weights:
    """A canonical base's weights, and what is added to them (None: nothing)."""

    files: tuple[Path, ...]
    update: AdapterUpdate | None

    def shapes(self) -> dict[str, tuple[str, list[int]]]:
        """Name → (safetensors' dtype, shape)."""
        found: dict[str, tuple[str, list[int]]] = {}
        for path in self.files:
            found |= read_safetensors_header(path)
        return found

    def read(self, names: list[str]) -> Iterator[torch.Tensor]:
        """These tensors, one after another."""
        places = {name: path for path in self.files for name in read_safetensors_header(path)}
        for name in names:
            with safe_open(str(places[name]), framework="pt") as stored:
                tensor: torch.Tensor = stored.get_tensor(name)
            yield tensor if self.update is None else self.update.merged(name, tensor)


def open_weights(base_dir: Path, update: AdapterUpdate | None) -> Weights:
    """Errors: `BASE_UNSAFE`; `ADAPTER_INVALID` where the adapter is for another base."""
    files = tuple(sorted(base_dir.glob("*.safetensors")))
    for path in files:
        check_weights(path)
    weights = Weights(files, update)
    shapes = weights.shapes()
    for name, part in update.modules.items() if update is not None else ():
        expected = [part.b.shape[0], part.a.shape[1]]
        if name not in shapes or shapes[name][1] != expected:
            raise bad_adapter(
                f"the adapter does not fit the base: {name[:200]} is no weight of {expected} there"
            )
    return weights
