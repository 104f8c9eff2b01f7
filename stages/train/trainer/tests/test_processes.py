"""Several processes that share the records of a step train what one trains. Real ones, over gloo."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import torch
from command import DIVIDED, Command, at_step
from conftest import Run, train_job
from safetensors.torch import load_file

from touchstone_trainer.device import processes_for
from touchstone_trainer.failures import TrainerError
from touchstone_trainer.job_reader import parse_job
from touchstone_trainer.training.group import Group

QUIET = {"rank": 4, "alpha": 8, "dropout": 0.0, "target": "all-linear", "rslora": False}
# 24 records in steps of 7: the last step of an epoch is smaller, and no step can be halved evenly.
SHAPE = {"lora": QUIET, "batch_size": 7, "learning_rate": 0.001, "average_from": 0.5}
# torchrun's own launcher stands for any other: accelerate's starts processes with the same variables.
TORCHRUN = (sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2")


def adapter(folder: Path) -> dict[str, torch.Tensor]:
    return load_file(str(folder / "adapter" / "adapter_model.safetensors"))


def losses(folder: Path) -> list[dict[str, Any]]:
    return list(json.loads((folder / "adapter" / "training.json").read_text())["losses"])


def assert_same_training(found: Path, expected: Path) -> None:
    """The loss curve, training and validation, and every weight, within the rounding of float32."""
    for ours, theirs in zip(losses(found), losses(expected), strict=True):
        assert ours == pytest.approx(theirs, rel=1e-4)
    for key, tensor in adapter(expected).items():
        torch.testing.assert_close(adapter(found)[key], tensor, rtol=1e-3, atol=2e-5)


@pytest.mark.parametrize(("family", "how"), [("gemma3", "ours, packed"), ("llama", "torchrun")])
def test_two_processes_train_what_one_trains(
    bases: dict[str, Path], tmp_path: Path, commands: list[Command], family: str, how: str
) -> None:
    alone = Run()(train_job(bases[family], family, tmp_path / "one", **SHAPE))
    job = train_job(bases[family], family, tmp_path / "two", **SHAPE, packing="packed" in how)
    before = TORCHRUN if how == "torchrun" else without_network()
    command = Command(tmp_path / "two", job | {"processes": 1 if how == "torchrun" else 2}, before)
    commands.append(command)
    assert command.end() == 0, command.errors
    assert_same_training(tmp_path / "two", tmp_path / "one")
    result = command.events[-1]
    assert [event["event"] for event in command.events].count("started") == 1
    assert result["event"] == "result"
    assert (result["processes"], result["steps"]) == (2, alone["steps"])
    assert (result["tokens"], result["best_step"]) == (alone["tokens"], alone["best_step"])
    # Both are counted: one alone loads PyTorch in no less.
    assert result["usage"]["peak_rss_bytes"] > 1.5 * alone["usage"]["peak_rss_bytes"] / 2


@pytest.mark.parametrize("family", ["gemma3", "llama"])
def test_a_base_divided_over_processes_trains_the_same_to_the_bit(
    bases: dict[str, Path], tmp_path: Path, commands: list[Command], family: str
) -> None:
    """One record at once, seven a step: the second process has a pass less than the first to make."""
    shape = SHAPE | {"batch_size": 1, "gradient_accumulation": 7, "processes": 2}
    shape["lora"] = QUIET | {"dropout": 0.1}
    for name, options in (("whole", {}), ("divided", DIVIDED)):
        job = train_job(bases[family], family, tmp_path / name, **shape)
        commands.append(Command(tmp_path / name, job, **options))
        assert commands[-1].end() == 0, commands[-1].errors
    whole, divided = commands
    assert (whole.seen("fit")[0]["sharded"], divided.seen("fit")[0]["sharded"]) == (False, True)
    assert [warning["code"] for warning in divided.seen("warning")] == ["FIT_CHANGED"]
    assert losses(tmp_path / "divided") == losses(tmp_path / "whole")
    for key, tensor in adapter(tmp_path / "whole").items():
        assert torch.equal(adapter(tmp_path / "divided")[key], tensor), key


@pytest.mark.parametrize(
    ("way", "status", "code"),
    [
        ("kill -9 of one", 4, "RANK_LOST"),
        ("divided, kill -9 of one", 4, "RANK_LOST"),
        ("divided, SIGTERM", 3, "INTERRUPTED"),
        ("kill -9 of the first", 4, "RANK_LOST"),
        ("kill -9 of the launcher", -signal.SIGKILL, "INTERRUPTED"),
        ("SIGTERM", 3, "INTERRUPTED"),
    ],
)
def test_one_that_dies_ends_all_and_the_work_goes_on_from_the_checkpoint(
    bases: dict[str, Path], tmp_path: Path, commands: list[Command], way: str, status: int, code: str
) -> None:
    """One process goes on where two stood, and ends with their adapter."""
    shape = SHAPE | {"epochs": 12}
    Run()(train_job(bases["llama"], "llama", tmp_path / "whole", **shape))
    job = train_job(bases["llama"], "llama", tmp_path / "cut", **shape)
    command = Command(tmp_path / "cut", job | {"processes": 2}, **(DIVIDED if "divided" in way else {}))
    commands.append(command)
    command.until(at_step(3))
    first, second = children_of(command.process.pid)
    killed = {"one": second, "first": first, "launcher": command.process.pid}
    if way.endswith("SIGTERM"):
        command.process.send_signal(signal.SIGTERM)
    else:
        os.kill(killed[way.rpartition(" ")[2]], signal.SIGKILL)
    # Reads to the end of the events, which the first process holds open while it lives.
    assert command.end() == status
    error = command.events[-1]
    assert (error["event"], error["code"], error["retryable"]) == ("error", code, True)
    assert not (tmp_path / "cut" / "adapter").exists()
    resumed = Run()
    resumed(job)
    assert resumed.seen("resumed")[0]["step"] >= 3
    assert_same_training(tmp_path / "cut", tmp_path / "whole")


def test_memory_that_runs_out_in_another_process_halves_the_batch_here_too(
    bases: dict[str, Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the others say of their third pass is put into the sum."""
    total, passes = Group.sum, []

    def another_ran_out(group: Group, values: Sequence[float]) -> list[float]:
        passes.extend([1] if len(values) == 3 else [])
        return [*values[:2], 1.0] if len(values) == 3 and len(passes) == 3 else total(group, values)

    monkeypatch.setattr(Group, "sum", another_ran_out)
    result = run(train_job(bases["llama"], "llama", tmp_path, max_steps=4))
    assert [w["code"] for w in run.seen("warning")] == ["BATCH_HALVED"]
    assert (result["steps"], result["batch_size"]) == (4, 2)


def without_network() -> tuple[str, ...]:
    """As the service starts a trainer where the system lets it: in a network namespace without any interface
    that is up."""
    words = ("unshare", "--net", "--map-root-user", "--")
    allowed = (
        shutil.which("unshare") and subprocess.run([*words, "true"], capture_output=True).returncode == 0
    )
    return (*(words if allowed else ()), sys.executable)


def children_of(pid: int) -> list[int]:
    """By the order in which they were started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_how_many_processes() -> None:
    assert processes_for(1, "auto", 8) == 1
    assert processes_for(4, "cpu", 8) == 4
    assert processes_for(8, "cpu", 3) == 3
    assert processes_for("auto", "cpu", 8) == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"processes": 0}, "processes"),
        ({"processes": "all"}, "processes"),
        ({"processes": 2, "device": "cuda:1"}, "device"),
    ],
)
def test_what_cannot_be_shared_is_refused(tmp_path: Path, change: dict[str, Any], field: str) -> None:
    with pytest.raises(TrainerError) as caught:
        parse_job(train_job(tmp_path, "llama", tmp_path, **change), "train")
    assert caught.value.details["field"] == field
