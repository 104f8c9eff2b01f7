"""Peak memory of a training, from shapes alone; the constants are those of bench/fit.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace

from touchstone_trainer.language_model import LOGIT_SLICE_BYTES
from touchstone_trainer.training.cpu_attention import LONGEST as LONGEST_WITH_SCORES
from touchstone_trainer.training.fit.shape import BaseShape
from touchstone_trainer.training.fit.work import PassWork, Way, trained_values

_MIB = 1 << 20
# What a process takes beside all that is counted, once the libraries are loaded: PEFT, the model's classes,
# buffers of the matrix products.
_LATER_BYTES = 110 * _MIB
# The C library's heap, which takes blocks of up to 32 MiB, is left with holes where blocks of many sizes come
# and go; larger ones are given back to the system at once.
_HEAP_HOLES = 1.65
_HEAP_BLOCK = 32 * _MIB
# More of it where layers are computed again: what they hold comes and goes between gradients that stay.
_HEAP_HOLES_RECOMPUTED = 8.0
# PyTorch's allocator of an accelerator keeps blocks of a few sizes.
_DEVICE_HOLES = 1.1
# NormalFloat of 4 bits with a quantised constant for each 64 values (Dettmers et al. 2023).
_FOUR_BIT_BYTES = 0.53
# Of a trained value, all float32: itself, its gradient, two moments of AdamW, the copy of the start.
_TRAINED_BYTES = 20


@dataclass(frozen=True)
class Memory:
    """Bytes at the peak, by what holds them. `loading` is what the peak of reading the weights is above
    that of training: pages of their file, which the system takes back where it is short of them."""

    process: int
    weights: int
    adapter: int
    activations: int
    logits: int
    loading: int

    @property
    def peak(self) -> int:
        """The most that is resident at one time."""
        return sum(getattr(self, field.name) for field in fields(self))

    @property
    def needed(self) -> int:
        """What must be there for it to work."""
        return self.peak - self.loading

    def to_json(self) -> dict[str, int]:
        """For events and reports."""
        return asdict(self)


def peak_memory(
    shape: BaseShape,
    way: Way,
    passes: Sequence[PassWork],
    read: Sequence[PassWork] = (),
    process_bytes: int = 0,
) -> Memory:
    """Of training on `passes` and, without learning, reading `read`. `process_bytes`: what the process holds
    before the base is loaded; on an accelerator nothing of it counts."""
    on_cpu = way.device == "cpu"
    process = process_bytes + _LATER_BYTES if on_cpu else 0
    # Weights in the file's own format are its pages; others are made from them while they are there too.
    converted = (
        on_cpu and shape.file_dtype != {"bfloat16": "bf16", "float16": "f16", "float32": "f32"}[way.dtype]
    )
    # All of them are made before they are divided.
    weights = _weights(shape, replace(way, shares=1) if converted else way)
    adapter = trained_values(shape, way) * (_TRAINED_BYTES + (4 if way.average else 0))
    kept, logits = max(
        [_of_pass(shape, way, work) for work in passes] + [_of_reading(shape, way, work) for work in read],
        key=sum,
        default=(0, 0),
    )
    trains = process + weights + adapter + kept + logits
    loads = process_bytes + weights + shape.file_bytes if converted else 0
    return Memory(process, weights, adapter, kept, logits, max(0, loads - trains))


def _weights(shape: BaseShape, way: Way) -> int:
    others = shape.parameters - shape.linear_parameters
    if not way.four_bits:
        # Of divided layers one is whole at a time, and once more where its parts arrive.
        gathered = 0 if way.shares == 1 else 2 * shape.linear_parameters // shape.layers
        return (others + shape.linear_parameters // way.shares + gathered) * way.value_bytes
    return int(shape.linear_parameters * _FOUR_BIT_BYTES) + others * way.value_bytes


def _of_pass(shape: BaseShape, way: Way, work: PassWork) -> tuple[int, int]:
    """(activations, logits) at the peak, which is when the backward pass begins: nothing is freed yet."""
    blocks = _kept_by_layer(shape, way, work)
    kept = shape.layers * sum(_held(way, block) for block in blocks)
    stream = _held(way, work.tokens * shape.hidden * way.value_bytes)
    if way.recompute:
        layer = sum(_held(way, block, _HEAP_HOLES_RECOMPUTED) for block in blocks)
        kept = min(kept, shape.layers * stream + layer)
    return kept + _passing(shape, way, work) + 2 * stream, _logits(shape, way, work)


def _of_reading(shape: BaseShape, way: Way, work: PassWork) -> tuple[int, int]:
    """Without gradients a layer keeps nothing."""
    inside = sum(_held(way, block) for block in _kept_by_layer(shape, way, work))
    return min(inside, 4 * _passing(shape, way, work)), _logits(shape, way, work)


def _kept_by_layer(shape: BaseShape, way: Way, work: PassWork) -> list[int]:
    """Bytes of each tensor that a layer keeps for the backward pass (fused_lora.py, fused_norm.py,
    cpu_attention.py, and Transformers' feed-forward part)."""
    size, hidden, wide = way.value_bytes, shape.hidden, shape.intermediate
    widths: list[float] = [size * hidden] * shape.norms
    if shape.head_norms:
        widths += [size * shape.queries, size * shape.keys]
    widths += [size * shape.queries, size * shape.keys, size * shape.keys]
    blocks: list[int] = []
    if way.device == "cpu" and work.longest <= LONGEST_WITH_SCORES:
        blocks.append(size * shape.heads * work.squares)
    else:
        widths.append(size * shape.queries)
    widths += [size * wide] * (3 if shape.gated else 1)
    if way.rank > 0:
        widths += _kept_by_adapter(shape, way)
    return blocks + [int(width * work.tokens) for width in widths]


def _kept_by_adapter(shape: BaseShape, way: Way) -> list[float]:
    # PEFT's layers over those of 4 bits read their input in float32.
    size = 4 if way.four_bits else way.value_bytes
    low: list[float] = [size * way.rank] * len(shape.linears)
    outputs = [way.value_bytes * wide for _, wide in shape.linears] if way.dora else []
    if way.dropout:
        # Each layer has a copy of its own of what it reads, and a byte for each value: whether it is there.
        return [*low, *outputs, *((size + 1) * wide for wide, _ in shape.linears)]
    read_once = (shape.hidden, shape.queries, shape.hidden, shape.intermediate)
    return [*low, *outputs, *(size * wide for wide in read_once)]


def _passing(shape: BaseShape, way: Way, work: PassWork) -> int:
    """What one layer's own arithmetic holds for a moment: the feed-forward part's gradients, or the scores of
    attention in float32."""
    wide = 4 * _held(way, work.tokens * shape.intermediate * way.value_bytes)
    if way.device != "cpu" or work.longest > LONGEST_WITH_SCORES:
        return wide
    return max(wide, 3 * _held(way, 4 * shape.heads * work.squares))


def _logits(shape: BaseShape, way: Way, work: PassWork) -> int:
    """Logits of a slice of the answers and their log-probabilities, in float32; a second slice is computed
    while the first is still held."""
    one = 4 * shape.vocabulary * min(work.answers, max(1, LOGIT_SLICE_BYTES // 4 // shape.vocabulary))
    copies = 2 if work.answers * 4 * shape.vocabulary <= LOGIT_SLICE_BYTES else 4
    rounded = one if way.value_bytes < 4 else 0
    return copies * one + rounded


def _held(way: Way, block: int, holes: float = _HEAP_HOLES) -> int:
    if way.device != "cpu":
        return int(block * _DEVICE_HOLES)
    return block if block > _HEAP_BLOCK else int(block * holes)
