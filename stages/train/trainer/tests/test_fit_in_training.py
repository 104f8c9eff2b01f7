"""What the fit check does to a training: what it changes is told, what cannot fit is refused, nothing else
changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from conftest import Run, train_job
from safetensors.torch import load_file

from touchstone_trainer.exit_codes import ExitCode
from touchstone_trainer.failures import TrainerError
from touchstone_trainer.language_model import LanguageModel
from touchstone_trainer.training.fit import check

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
    # In tenths, of which the tiny base takes none on a quick machine.
    assert needed_by(run)["seconds"] >= 0
    for name, tensor in adapter_in(tmp_path / "untimed").items():
        assert torch.equal(adapter_in(tmp_path / "timed")[name], tensor), name
