"""The fit check: estimates by hand, what is changed in which order, refusal, that nothing else changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from conftest import Run, train_job
from safetensors.torch import load_file

from touchstone_trainer.base.manifest import read_manifest
from touchstone_trainer.exit_codes import ExitCode
from touchstone_trainer.failures import TrainerError
from touchstone_trainer.language_model import LanguageModel
from touchstone_trainer.training.fit import check
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


QUIET = {"rank": 4, "alpha": 8, "dropout": 0.1, "target": "all-linear", "rslora": False}
JOB = {"lora": QUIET, "epochs": 2, "batch_size": 8, "learning_rate": 0.001, "keep": "last"}


def room_for(monkeypatch: pytest.MonkeyPatch, free: int | None) -> None:
    """This machine leaves the process so many bytes; and activations are all that counts."""
    monkeypatch.setattr(check, "memory_room", lambda device, sharing: free)
    monkeypatch.setattr(check, "resident_bytes", lambda: 0)
    monkeypatch.setattr("touchstone_trainer.training.fit.memory._LATER_BYTES", 0)


def needed_by(run: Run) -> dict[str, Any]:
    return dict(run.seen("fit")[0])


def adapter_in(folder: Path) -> dict[str, torch.Tensor]:
    return dict(load_file(str(folder / "adapter" / "adapter_model.safetensors")))


@pytest.mark.parametrize("family", ["llama", "gemma3"])
def test_computing_twice_gives_the_same_adapter_to_the_bit(
    bases: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, family: str
) -> None:
    """One record at once either way, so that dropout is drawn alike."""
    kept, again = Run(), Run()
    job = JOB | {"batch_size": 1, "max_steps": 6}
    kept(train_job(bases[family], family, tmp_path / "kept", **job))
    room_for(monkeypatch, None)
    monkeypatch.setattr(check, "lowest_needed", lambda *_: 1)
    again(train_job(bases[family], family, tmp_path / "again", **job))
    assert (needed_by(kept)["recompute"], needed_by(again)["recompute"]) == (False, True)
    for name, tensor in adapter_in(tmp_path / "kept").items():
        assert torch.equal(adapter_in(tmp_path / "again")[name], tensor), name


def test_what_does_not_fit_is_changed_and_told_and_a_step_stays_as_it_is(
    bases: dict[str, Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = JOB | {"lora": QUIET | {"dropout": 0.0}}
    whole = Run()
    room_for(monkeypatch, None)
    whole(train_job(bases["llama"], "llama", tmp_path / "whole", **job))
    assert whole.seen("warning") == []
    assert "available_bytes" not in needed_by(whole)
    needed = needed_by(whole)["memory_bytes"]
    room_for(monkeypatch, needed)
    result = run(train_job(bases["llama"], "llama", tmp_path / "small", **job))
    (warning,) = run.seen("warning")
    assert (warning["code"], warning["details"]["recompute"]) == ("FIT_CHANGED", False)
    assert warning["details"]["available"] == needed
    assert result["batch_size"] == warning["details"]["batch_size"] < 8
    assert needed_by(run)["memory_bytes"] <= needed
    assert needed_by(run)["asked_batch_size"] == 8
    for name, tensor in adapter_in(tmp_path / "whole").items():
        torch.testing.assert_close(adapter_in(tmp_path / "small")[name], tensor, rtol=1e-3, atol=2e-5)
    report = json.loads((tmp_path / "small" / "adapter" / "training.json").read_text())
    assert report["fit"]["batch_size"] == result["batch_size"]
    assert report["fit"]["parts"]["weights"] > 0


def test_what_cannot_fit_is_refused_before_the_base_is_read(
    bases: dict[str, Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_base(*_: object) -> LanguageModel:
        pytest.fail("the base was loaded")

    monkeypatch.setattr("touchstone_trainer.training.run.load_language_model", no_base)
    room_for(monkeypatch, 1000)
    with pytest.raises(TrainerError, match="a smaller base, or a machine with") as caught:
        run(train_job(bases["llama"], "llama", tmp_path, **JOB))
    assert (caught.value.code, caught.value.exit_code) == ("TRAINER_DOES_NOT_FIT", ExitCode.OUT_OF_MEMORY)
    details = caught.value.details
    assert (details["available"], details["advice"]) == (1000, {})
    needed = details["needed"]
    assert isinstance(needed, int)
    room_for(monkeypatch, needed - 1)
    with pytest.raises(TrainerError, match="take max_length 32, or a smaller base"):
        run(train_job(bases["llama"], "llama", tmp_path, **JOB))


def test_a_resumed_job_keeps_what_was_settled(
    bases: dict[str, Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dropout is drawn by the pass: more room in the second attempt must not change what goes through
    at once."""
    room_for(monkeypatch, None)
    whole = Run()
    whole(train_job(bases["llama"], "llama", tmp_path / "roomy", **JOB))
    room = needed_by(whole)["memory_bytes"]
    room_for(monkeypatch, room)
    straight = Run()
    straight(train_job(bases["llama"], "llama", tmp_path / "straight", **JOB))
    assert straight.seen("warning")
    emit = run.events.emit

    def stop_at_third(event: str, **fields: object) -> None:
        emit(event, **fields)
        if event == "checkpoint" and fields["step"] == 3:
            run.interrupts.request("test")

    monkeypatch.setattr(run.events, "emit", stop_at_third)
    job = train_job(bases["llama"], "llama", tmp_path / "resumed", **JOB)
    with pytest.raises(TrainerError):
        run(job)
    room_for(monkeypatch, 1 << 40)
    later = Run()
    later(job)
    assert later.seen("resumed")
    assert later.seen("warning") == []
    assert needed_by(later)["batch_size"] == needed_by(straight)["batch_size"]
    for name, tensor in adapter_in(tmp_path / "straight").items():
        assert torch.equal(adapter_in(tmp_path / "resumed")[name], tensor), name


def test_time_is_estimated_from_passes_that_leave_no_trace(
    bases: dict[str, Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    untimed = Run()
    monkeypatch.setattr("touchstone_trainer.training.run._FEW_STEPS", 1000)
    untimed(train_job(bases["llama"], "llama", tmp_path / "untimed"))
    monkeypatch.setattr("touchstone_trainer.training.run._FEW_STEPS", 1)
    run(train_job(bases["llama"], "llama", tmp_path / "timed"))
    assert "seconds" not in needed_by(untimed)
    assert needed_by(run)["seconds"] > 0
    for name, tensor in adapter_in(tmp_path / "untimed").items():
        assert torch.equal(adapter_in(tmp_path / "timed")[name], tensor), name
