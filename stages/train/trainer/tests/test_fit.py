"""The estimates of the fit check, by hand, and what is changed in which order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from touchstone_trainer.base.manifest import read_manifest
from touchstone_trainer.training.fit.check import Fit
from touchstone_trainer.training.fit.ladder import Rung, lowest_needed, rungs
from touchstone_trainer.training.fit.memory import Memory, peak_memory
from touchstone_trainer.training.fit.shape import BaseShape, read_shape
from touchstone_trainer.training.fit.work import (
    PassWork,
    Rate,
    Way,
    forward_operations,
    trained_values,
    training_operations,
)

SHAPE = BaseShape(
    layers=2,
    hidden=8,
    intermediate=16,
    heads=2,
    key_heads=1,
    head_size=4,
    vocabulary=100,
    parameters=5000,
    norms=2,
    head_norms=False,
    gated=True,
    file_dtype="f32",
    file_bytes=20_000,
)
# On an accelerator nothing is left in holes of a heap, but for a tenth.
WAY = Way("cuda", "float32", rank=2)
MIB = 1 << 20


def test_the_shape_is_that_of_the_config_and_the_weights(bases: dict[str, Path]) -> None:
    gemma, llama = (read_shape(bases[name], read_manifest(bases[name])) for name in ("gemma3", "llama"))
    assert (gemma.norms, gemma.head_norms, llama.norms, llama.head_norms) == (4, True, 2, False)
    assert (llama.layers, llama.queries, llama.keys, llama.intermediate) == (2, 32, 16, 64)
    assert llama.gated
    assert llama.file_dtype == "f32"


def test_padding_counts_where_records_have_rows_of_their_own() -> None:
    assert PassWork.of([3, 5], 4, packed=False) == PassWork(tokens=10, squares=50, longest=5, answers=4)
    assert PassWork.of([3, 5], 4, packed=True) == PassWork(tokens=8, squares=34, longest=5, answers=4)


def test_trained_values_are_two_narrow_matrices_beside_each_layer() -> None:
    # 8→8, 8→4, 8→4, 8→8, 8→16, 8→16, 16→8: 128 sides.
    assert trained_values(SHAPE, WAY) == 2 * 2 * 128
    assert trained_values(SHAPE, Way("cuda", "float32", rank=2, dora=True)) == 2 * (2 * 128 + 64)
    assert trained_values(SHAPE, Way("cuda", "float32", rank=0, virtual_tokens=5)) == 40


def test_memory_by_hand() -> None:
    """One record of ten tokens with two answers: values of a token and layer are 2·8 (norms), 8+4+4 (queries,
    keys, values), 8 (attention's output), 3·16 (feed-forward), and for the adapter 7·2 and 8+8+8+16."""
    memory = peak_memory(SHAPE, WAY, [PassWork.of([10], 2, packed=False)])
    layer = 16 + 16 + 8 + 48 + 14 + 40
    passing, stream = 4 * 16, 2 * 8
    values = 10 * (2 * layer + passing + stream)
    assert memory.activations == pytest.approx(1.1 * 4 * values, rel=0.01)
    assert memory.weights == 20_000
    assert memory.adapter == 2 * 2 * 128 * 20
    assert memory.logits == 2 * 4 * 100 * 2
    assert memory.peak == memory.needed == sum(memory.to_json().values())


def test_recomputing_keeps_a_layers_input_alone() -> None:
    work = [PassWork.of([100], 2, packed=False)]
    deep = BaseShape(**(vars(SHAPE) | {"layers": 50}))
    kept = peak_memory(deep, WAY, work).activations
    again = peak_memory(deep, Way("cuda", "float32", rank=2, recompute=True), work).activations
    assert again < kept / 8


def test_converted_weights_and_their_files_pages_are_there_together() -> None:
    way = Way("cpu", "float32", rank=2)
    file = BaseShape(
        **(vars(SHAPE) | {"file_dtype": "bf16", "file_bytes": 500 * MIB, "parameters": 250 * MIB})
    )
    work = [PassWork.of([10], 2, packed=False)]
    memory = peak_memory(file, way, work, process_bytes=100 * MIB)
    assert memory.peak == (100 + 1000 + 500) * MIB
    assert memory.needed < 1250 * MIB
    assert peak_memory(BaseShape(**(vars(file) | {"file_dtype": "f32"})), way, work).loading == 0


def test_large_blocks_leave_no_holes() -> None:
    way = Way("cpu", "float32", rank=2)
    wide = BaseShape(**(vars(SHAPE) | {"hidden": 4096, "intermediate": 4096, "layers": 20}))
    sizes = [
        peak_memory(wide, way, [PassWork(tokens, 1, 2000, 1)]).activations / tokens for tokens in (1024, 4096)
    ]
    assert sizes[0] == pytest.approx(1.65 * sizes[1], rel=0.02)


def test_work_by_hand() -> None:
    """All linear layers are 704 values; a token costs two operations for each, there and back."""
    assert SHAPE.linear_parameters == 2 * (64 + 32 + 32 + 64 + 128 + 128 + 128)
    bare = Way("cuda", "float32", rank=0)
    work = PassWork(tokens=10, squares=0, longest=10, answers=3)
    forward = 2 * 10 * SHAPE.linear_parameters + 2 * 3 * 100 * 8
    assert forward_operations(SHAPE, bare, work) == forward
    assert training_operations(SHAPE, bare, work) == 2 * forward
    again = Way("cuda", "float32", rank=0, recompute=True)
    assert training_operations(SHAPE, again, work) == 2 * forward + 2 * 10 * SHAPE.linear_parameters


@pytest.mark.parametrize(
    ("measured", "rate"),
    [
        ([(100.0, 1.5), (1000.0, 6.0)], (1.0, 0.005)),
        # No pass has a share of its own that is below nothing, and one that is as large tells of none.
        ([(100.0, 0.1), (1000.0, 6.0)], (0.0, 0.006)),
        ([(100.0, 1.0), (120.0, 1.2)], (0.0, 0.01)),
        ([(100.0, 2.0)], (0.0, 0.02)),
    ],
)
def test_a_rate_goes_through_what_was_measured(
    measured: list[tuple[float, float]], rate: tuple[float, float]
) -> None:
    found = Rate.through(measured)
    assert (found.per_pass, found.per_operation) == pytest.approx(rate)
    assert found.seconds([measured[-1][0]]) == pytest.approx(measured[-1][1])


def test_fewer_at_once_come_before_computing_twice() -> None:
    ladder = rungs(6)
    assert ladder == [Rung(n, twice) for twice in (False, True) for n in (6, 3, 1)]
    need = dict(zip(ladder, (600, 400, 200, 300, 150, 100), strict=True))

    def settle(room: int | None, start: int = 0) -> int:
        return lowest_needed(ladder, lambda rung: Memory(need[rung], 0, 0, 0, 0, 999), room, start)

    # A tenth is left free, but for the last that there is.
    assert [settle(room) for room in (1000, 661, 659, 221, 219, 109, 100, 99)] == [0, 0, 1, 2, 4, 5, 5, 6]
    assert settle(None) == 0
    assert (settle(1000, start=2), settle(None, start=2)) == (2, 2)


def test_a_base_is_divided_over_processes_where_all_else_is_too_much() -> None:
    """What of the layers is whole in one process is in two half of it, and a layer twice."""
    ladder = rungs(2, shardable=True)
    assert ladder[4:] == [Rung(2, True, True), Rung(1, True, True)]
    deep = replace(SHAPE, layers=10, parameters=9000)

    def weights(device: str, shares: int) -> int:
        return peak_memory(deep, Way(device, "bfloat16", rank=0, shares=shares), []).weights

    layer = 2 * (4 * 64 // 2 + 64 + 3 * 128)
    assert weights("cuda", 1) - weights("cuda", 2) == 5 * layer - 2 * layer
    # On a CPU weights that the file has in another format are made whole before they are divided.
    assert weights("cpu", 1) == weights("cpu", 2) == 2 * 9000


def test_a_division_is_forgotten_where_there_is_nothing_to_divide_over() -> None:
    stored = {
        "batch_size": 4,
        "asked_batch_size": 4,
        "recompute": True,
        "parts": Memory(1, 1, 1, 1, 1, 0).to_json(),
    }
    fit = Fit.from_json(stored | {"available_bytes": None, "seconds": 1.0})
    assert fit.rung == Rung(4, True, False)
    assert Fit.from_json(fit.to_json() | {"sharded": True}).rung == Rung(4, True, True)
