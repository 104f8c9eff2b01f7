"""Which examples make up which step: seeded, grouped by length, a function of (lengths, settings, epoch)
alone."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

# Examples are sorted by length inside groups of this many steps: little padding, yet steps differ between
# epochs.
_STEPS_PER_GROUP = 50

Step = list[list[int]]
"""Micro-batches of one optimiser step, as indexes of examples."""


@dataclass(frozen=True)
class Batching:
    """How many examples go into one forward pass, and how many passes into one optimiser step."""

    batch_size: int
    gradient_accumulation: int
    seed: int

    @property
    def step_size(self) -> int:
        """Examples of one optimiser step."""
        return self.batch_size * self.gradient_accumulation

    def steps_per_epoch(self, examples: int) -> int:
        """Optimiser steps that see every example once; the last may be smaller."""
        return -(-examples // self.step_size)

    def epoch_steps(self, lengths: Sequence[int], epoch: int) -> list[Step]:
        """All steps of one epoch (counted from 0), each example in exactly one. The step with the longest
        example comes first in epoch 0, so that too little memory shows at once."""
        order = list(range(len(lengths)))
        chance = random.Random(f"touchstone:{self.seed}:{epoch}")
        chance.shuffle(order)
        group_size = self.step_size * _STEPS_PER_GROUP
        chunks: list[list[int]] = []
        for start in range(0, len(order), group_size):
            group = sorted(order[start : start + group_size], key=lambda index: lengths[index])
            chunks += [group[at : at + self.step_size] for at in range(0, len(group), self.step_size)]
        chance.shuffle(chunks)
        if epoch == 0:
            longest = max(range(len(chunks)), key=lambda at: max(lengths[index] for index in chunks[at]))
            chunks[0], chunks[longest] = chunks[longest], chunks[0]
        return [self._micro_batches(chunk) for chunk in chunks]

    def _micro_batches(self, chunk: list[int]) -> Step:
        return [chunk[at : at + self.batch_size] for at in range(0, len(chunk), self.batch_size)]


def total_steps(per_epoch: int, epochs: float, max_steps: int | None) -> int:
    """Optimiser steps of a whole run: `epochs` may be a fraction, `max_steps` cuts it short; at least one."""
    steps = max(1, round(per_epoch * epochs))
    return steps if max_steps is None else min(steps, max_steps)
