"""What processes that train one adapter tell one another: sums, and nothing else.

Each has its own share of a step's records; the sum of their gradients is the gradient of the step, so all
make the same update and stay equal. One sum of all gradients a step is all that an adapter needs: it is
small, and there is nothing to overlap it with. The base is whole in each, or its layers are divided over them
(shards.py): then no process can make a pass without the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TypeVar

import torch
import torch.distributed as dist

from touchstone_trainer.device import Device
from touchstone_trainer.failures import interrupted, rank_lost
from touchstone_trainer.interrupts import Interrupts
from touchstone_trainer.processes import Place

Item = TypeVar("Item")

# Loading a base from a slow disk may take one process much longer than another.
_PATIENCE = timedelta(minutes=30)


class Group:
    """The processes of a training; a single one by itself, where every sum is what it holds."""

    def __init__(self, place: Place | None = None, device: Device | None = None) -> None:
        """Meet the others. Errors: `RANK_LOST`."""
        self.place = place or Place()
        # Whether layers are divided over the processes: none can make a pass unless all do.
        self.in_step = False
        self._torch_device = "cpu"
        if self.place.count == 1:
            return
        accelerated = device is not None and device.kind == "cuda" and dist.is_nccl_available()
        if accelerated and device is not None:
            self._torch_device = device.torch_name
            torch.cuda.set_device(device.torch_name)
        try:
            dist.init_process_group(
                "nccl" if accelerated else "gloo",
                init_method=f"file://{self.place.store}" if self.place.store else "env://",
                rank=self.place.rank,
                world_size=self.place.count,
                timeout=_PATIENCE,
            )
        except RuntimeError as error:
            raise rank_lost(str(error)) from error
        self.any(False)

    def share(self, items: Sequence[Item]) -> list[Item]:
        """This process's part: every n-th, so that parts of what is sorted are alike."""
        return list(items[self.place.rank :: self.place.count])

    def sum(self, values: Sequence[float]) -> list[float]:
        """Of all processes, each by its place. Errors: `RANK_LOST`."""
        if self.place.count == 1:
            return list(values)
        summed = torch.tensor(list(values), dtype=torch.float64, device=self._torch_device)
        self._all_reduce(summed)
        return [float(value) for value in summed]

    def any(self, flag: bool) -> bool:
        """Whether it is so in one of them at least. Errors: `RANK_LOST`."""
        return self.sum([float(flag)])[0] > 0

    def rounds(self, passes: Sequence[list[int]], idle: list[int]) -> list[tuple[list[int], bool]]:
        """This process's passes, and that they count; where all go in step, as many in each process, the
        missing ones with `idle` items that do not count. Errors: `RANK_LOST`."""
        counted = [(items, True) for items in passes]
        if not self.in_step:
            return counted
        own = torch.tensor(len(passes), device=self._torch_device)
        self._all_reduce(own, dist.ReduceOp.MAX)
        return counted + [(idle, False)] * (int(own) - len(passes))

    def asked_to_stop(self, interrupts: Interrupts) -> bool:
        """Whether to break off between two passes: where all go in step, together. Errors: `RANK_LOST`."""
        return self.any(interrupts.requested) if self.in_step else interrupts.requested

    def agree_on_step(self, step: int) -> None:
        """Errors: `RANK_LOST` where processes found different checkpoints: they share no work directory, or
        another trainer has just left it."""
        if self.any(self.sum([step])[0] != step * self.place.count):
            raise rank_lost("the processes do not see the same checkpoints")

    def stop_if_asked(self, interrupts: Interrupts) -> None:
        """Errors: `INTERRUPTED`, in all processes at the same point, whichever of them was asked to stop."""
        if self.any(interrupts.requested):
            interrupts.check()
            raise interrupted("another process was asked to stop")

    def sum_gradients(self, parameters: Iterable[torch.nn.Parameter]) -> None:
        """Give every parameter the sum of its gradients in all processes. Errors: `RANK_LOST`."""
        if self.place.count == 1:
            return
        given = list(parameters)
        gradients = [torch.zeros_like(p) if p.grad is None else p.grad for p in given]
        flat = torch.cat([gradient.reshape(-1) for gradient in gradients]).to(self._torch_device)
        self._all_reduce(flat)
        start = 0
        for parameter, gradient in zip(given, gradients, strict=True):
            end = start + gradient.numel()
            parameter.grad = flat[start:end].view_as(gradient).to(gradient.device)
            start = end

    def close(self) -> None:
        """Part, when all have finished."""
        if self.place.count > 1:
            dist.destroy_process_group()

    def _all_reduce(self, tensor: torch.Tensor, how: dist.ReduceOp.RedOpType = dist.ReduceOp.SUM) -> None:
        try:
            dist.all_reduce(tensor, how)
        except RuntimeError as error:
            raise rank_lost(str(error)) from error
