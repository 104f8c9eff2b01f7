"""What is changed so that a training fits, the least first: fewer records at once, a step having as many as
before; then activations that are computed twice; then, where several processes train, the base's layers
divided over them. What a person set of the result itself is never touched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from touchstone_trainer.training.fit.memory import Memory

# The estimate is checked to 20 %, most of it well within 10 %: as much is left free where there is a choice.
_MARGIN = 1.1


@dataclass(frozen=True)
class Rung:
    """`at_once` records go through the model in a pass; `recompute`: activations are computed twice;
    `sharded`: each process has a part of the base's layers."""

    at_once: int
    recompute: bool
    sharded: bool = False


def rungs(batch_size: int, *, shardable: bool = False) -> list[Rung]:
    """From what the job asks for to the least memory. `shardable`: there are processes to divide the base
    over."""
    sizes = [batch_size]
    while sizes[-1] > 1:
        sizes.append(sizes[-1] // 2)
    ways = [(False, False), (True, False), *([(True, True)] if shardable else [])]
    return [Rung(size, recompute, sharded) for recompute, sharded in ways for size in sizes]


def lowest_needed(
    ladder: Sequence[Rung], memory_of: Callable[[Rung], Memory], room: int | None, start: int
) -> int:
    """Index of the first rung from `start` on that fits; `len(ladder)` where none does. The last one may take
    all there is: better try it than refuse by a margin. Computing twice never needs more than keeping."""
    if room is None:
        return start
    for index in range(start, len(ladder)):
        if memory_of(ladder[index]).needed * _MARGIN <= room:
            return index
    last = len(ladder) - 1
    return last if memory_of(ladder[last]).needed <= room else len(ladder)
