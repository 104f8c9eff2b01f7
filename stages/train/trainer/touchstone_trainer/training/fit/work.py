"""The work of a training: what goes through the model in one pass, and the arithmetic that it costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from touchstone_trainer.training.fit.shape import BaseShape

# Scores of attention are worked through a dozen times value by value (scaled, masked, soft-maxed in float32,
# and back), where a processor does one operation while it does many of a matrix product; calibrated by
# bench/fit.py.
_PER_SCORE = 300
# Clipping, AdamW and the average go over all trained values some ten times, at the pace of memory.
_PER_TRAINED = 400


@dataclass(frozen=True)
class PassWork:
    """Records that go through the model at once: `tokens` in all, padding included; `squares` the sum of the
    squared lengths that attention works on, `longest` the greatest of these; `answers` the tokens whose
    logits are asked for."""

    tokens: int
    squares: int
    longest: int
    answers: int

    @staticmethod
    def of(lengths: Sequence[int], answers: int, *, packed: bool) -> PassWork:
        """Of records of these lengths, padded to the longest, or end to end in one row."""
        longest = max(lengths)
        if packed:
            return PassWork(sum(lengths), sum(length * length for length in lengths), longest, answers)
        return PassWork(len(lengths) * longest, len(lengths) * longest * longest, longest, answers)


@dataclass(frozen=True)
class Way:
    """How it is trained. `rank` 0: a tuned prompt; `recompute`: a layer's activations are computed again in
    the backward pass in place of being kept. `average`: a running mean of the adapter is held. `shares`: over
    how many processes the layers' weights are divided."""

    device: str
    dtype: str
    rank: int
    virtual_tokens: int = 0
    dropout: bool = False
    dora: bool = False
    four_bits: bool = False
    average: bool = False
    recompute: bool = False
    shares: int = 1

    @property
    def value_bytes(self) -> int:
        """Of one value of the frozen weights and of activations."""
        return 4 if self.dtype == "float32" else 2


def trained_values(shape: BaseShape, way: Way) -> int:
    """Parameters that are trained."""
    if way.rank == 0:
        return way.virtual_tokens * shape.hidden
    sides = sum(inputs + outputs for inputs, outputs in shape.linears)
    lengths = sum(outputs for _, outputs in shape.linears) if way.dora else 0
    return shape.layers * (way.rank * sides + lengths)


def forward_operations(shape: BaseShape, way: Way, work: PassWork) -> float:
    """Of reading a pass without learning from it."""
    sides = sum(inputs + outputs for inputs, outputs in shape.linears)
    linear = 2 * work.tokens * (shape.linear_parameters + shape.layers * way.rank * sides)
    return linear + _attention(shape, work) + 2 * work.answers * shape.vocabulary * shape.hidden


def training_operations(shape: BaseShape, way: Way, work: PassWork) -> float:
    """Of a pass forward and back: the base is frozen, so the way back costs as much as the way there, but for
    the adapter, whose weights have gradients too, and for attention, which has two products more."""
    forward = forward_operations(shape, way, work)
    sides = sum(inputs + outputs for inputs, outputs in shape.linears)
    adapter = 2 * work.tokens * shape.layers * way.rank * sides
    again = forward - 2 * work.answers * shape.vocabulary * shape.hidden if way.recompute else 0
    return 2 * forward + adapter + _attention(shape, work) + again


def update_operations(shape: BaseShape, way: Way) -> float:
    """Of what follows a step's passes."""
    return _PER_TRAINED * trained_values(shape, way)


def _attention(shape: BaseShape, work: PassWork) -> float:
    return shape.layers * work.squares * (4 * shape.queries + _PER_SCORE * shape.heads)


@dataclass(frozen=True)
class Rate:
    """How fast a device works: seconds that a pass takes whatever is in it (weights are read, kernels begin),
    and seconds of one operation."""

    per_pass: float
    per_operation: float

    @staticmethod
    def through(measured: Sequence[tuple[float, float]]) -> Rate:
        """From (operations, seconds) of a small and a large pass; of one alone, without a share of its own
        for each pass."""
        (small, quick), (large, slow) = measured[0], measured[-1]
        if large <= small * 1.5 or slow <= quick:
            return Rate(0.0, slow / large)
        per_operation = (slow - quick) / (large - small)
        if per_operation * small > quick:
            return Rate(0.0, slow / large)
        return Rate(quick - per_operation * small, per_operation)

    def seconds(self, operations: Iterable[float]) -> float:
        """Of passes of so many operations each."""
        return sum(self.per_pass + self.per_operation * each for each in operations)
