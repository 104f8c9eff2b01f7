"""Training goes on where memory runs out or the loss diverges; the faults are put into single passes."""

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
from touchstone_trainer.training import objective
from touchstone_trainer.training.answer_loss import answer_loss


@pytest.fixture(autouse=True)
def untimed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passes that are tried for their time would be counted too."""
    monkeypatch.setattr("touchstone_trainer.training.run._FEW_STEPS", 1_000_000)


QUIET = {"rank": 4, "alpha": 8, "dropout": 0.0, "target": "all-linear", "rslora": False}


def test_too_little_memory_halves_what_goes_through_at_once_and_keeps_the_step(
    bases: dict[str, Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the third step on no more than three records fit: two at once, and the same adapter as with
    eight."""
    job = {"lora": QUIET, "epochs": 2, "batch_size": 8, "learning_rate": 0.001, "keep": "last"}
    Run()(train_job(bases["llama"], "llama", tmp_path / "whole", **job))
    passes: list[int] = []

    def little_memory(model: Any, batch: Any) -> torch.Tensor:
        passes.append(len(batch.ids))
        if torch.is_grad_enabled() and len(passes) > 2 and len(batch.ids) > 3:
            raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes")
        return answer_loss(model, batch)

    monkeypatch.setattr(objective, "answer_loss", little_memory)
    result = run(train_job(bases["llama"], "llama", tmp_path / "little", **job))
    assert [w["details"]["batch_size"] for w in run.seen("warning")] == [4, 2]
    assert {w["code"] for w in run.seen("warning")} == {"BATCH_HALVED"}
    assert (result["steps"], result["batch_size"]) == (6, 2)
    whole, little = (
        load_file(str(tmp_path / name / "adapter" / "adapter_model.safetensors"))
        for name in ("whole", "little")
    )
    for name, tensor in whole.items():
        torch.testing.assert_close(little[name], tensor, rtol=1e-3, atol=2e-5)
    tokens = [
        json.loads((tmp_path / name / "adapter" / "training.json").read_text())["tokens"]
        for name in ("whole", "little")
    ]
    assert tokens[0] == tokens[1]


def test_one_record_that_does_not_fit_ends_the_training(
    bases: dict[str, Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_memory(model: Any, batch: Any) -> torch.Tensor:
        raise MemoryError

    monkeypatch.setattr(objective, "answer_loss", no_memory)
    with pytest.raises(MemoryError):
        run(train_job(bases["llama"], "llama", tmp_path))
    assert [w["details"]["batch_size"] for w in run.seen("warning")] == [2, 1]


@pytest.mark.parametrize("checkpoints", [0, 600])
def test_a_loss_that_diverges_goes_back_with_a_lower_rate_once(
    bases: dict[str, Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, checkpoints: int
) -> None:
    """In the seventh pass, once: back to the checkpoint after six steps, or to the start where there is
    none."""
    passes: list[int] = []

    def one_fault(model: Any, batch: Any) -> torch.Tensor:
        loss = answer_loss(model, batch)
        if torch.is_grad_enabled():
            passes.append(1)
        return loss * float("nan") if len(passes) == 7 else loss

    monkeypatch.setattr(objective, "answer_loss", one_fault)
    job = {"validation_records": None, "keep": "last", "schedule": "constant", "warmup_ratio": 0}
    result = run(train_job(bases["llama"], "llama", tmp_path, checkpoint_every_seconds=checkpoints, **job))
    back_to = 6 if checkpoints == 0 else 0
    warning = run.seen("warning")[0]
    assert (warning["code"], warning["details"]) == ("RATE_LOWERED", {"step": 7, "back_to": back_to})
    assert (result["steps"], result["rate_factor"]) == (12, 0.3333)
    assert len(passes) == 12 + 7 - back_to
    rates = [m["learning_rate"] for m in run.seen("metric") if "learning_rate" in m]
    assert rates[-1] == pytest.approx(0.01 / 3)


def test_a_loss_that_diverges_twice_ends_with_advice(
    bases: dict[str, Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        objective, "answer_loss", lambda model, batch: answer_loss(model, batch) * float("nan")
    )
    with pytest.raises(
        TrainerError, match="with a third of the learning rate too: set learning_rate lower"
    ) as caught:
        run(train_job(bases["llama"], "llama", tmp_path))
    assert caught.value.exit_code is ExitCode.DIVERGED
    assert len(run.seen("warning")) == 1
