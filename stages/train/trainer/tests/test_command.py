"""The command as its caller sees it: events, exit statuses, being stopped and killed."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import PACKAGE, Command, at_step
from conftest import Run, train_job, write_records

from touchstone_trainer.failures import TrainerError
from touchstone_trainer.interrupts import Interrupts
from touchstone_trainer.work_dir import only_one

# Enough steps for a signal to arrive in the middle.
_EPOCHS = 12


@pytest.fixture(scope="module")
def uninterrupted(bases: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The adapter of a run that nobody stops."""
    folder = tmp_path_factory.mktemp("whole")
    Run()(train_job(bases["gemma3"], "gemma3", folder, epochs=_EPOCHS, checkpoint_every_seconds=60))
    return (folder / "adapter" / "adapter_model.safetensors").read_bytes()


@pytest.mark.parametrize("way", ["SIGTERM", "parent gone", "kill -9"])
def test_stopped_in_mid_training_it_resumes_to_the_same_bytes(
    bases: dict[str, Path], tmp_path: Path, commands: list[Command], uninterrupted: bytes, way: str
) -> None:
    job = train_job(bases["gemma3"], "gemma3", tmp_path, epochs=_EPOCHS)
    command = Command(tmp_path, job, stdin=subprocess.PIPE)
    commands.append(command)
    command.until(at_step(3))
    if way == "SIGTERM":
        command.process.send_signal(signal.SIGTERM)
    elif way == "parent gone":
        assert command.process.stdin is not None
        command.process.stdin.close()
        command.process.stdin = None
    else:
        command.process.kill()
    status = command.end()
    assert not (tmp_path / "adapter").exists()
    if way == "kill -9":
        assert status == -signal.SIGKILL
    else:
        assert status == 3
        assert command.events[-1]["event"] == "error"
        assert command.events[-1]["code"] == "INTERRUPTED"
        assert command.events[-1]["retryable"] is True
    resumed = Run()
    resumed(job | {"checkpoint_every_seconds": 60})
    assert resumed.seen("resumed")[0]["step"] >= 3
    assert (tmp_path / "adapter" / "adapter_model.safetensors").read_bytes() == uninterrupted


def test_nothing_but_events_reaches_standard_output(
    bases: dict[str, Path], tmp_path: Path, commands: list[Command]
) -> None:
    job = train_job(bases["llama"], "llama", tmp_path, max_steps=2, checkpoint_every_seconds=60)
    command = Command(tmp_path, job)
    commands.append(command)
    assert command.end() == 0
    kinds = [event["event"] for event in command.events]
    assert kinds[0] == "started"
    assert kinds[-1] == "result"
    assert set(kinds) <= {"started", "progress", "fit", "metric", "checkpoint", "result"}
    percents = [e["percent"] for e in command.events if e["event"] == "progress" and e["stage"] == "train"]
    assert percents[-1] == 100.0


@pytest.mark.parametrize("job", ["{", "[]", '{"verb":"inspect","base_dir":null,"x":1}'])
def test_a_bad_job_ends_with_2_and_names_the_field(tmp_path: Path, job: str) -> None:
    (tmp_path / "job.json").write_text(job)
    arguments = [sys.executable, "-m", "touchstone_trainer", "inspect", "--job", str(tmp_path / "job.json")]
    done = subprocess.run(arguments, capture_output=True, text=True, cwd=PACKAGE, stdin=subprocess.DEVNULL)
    last = json.loads(done.stdout.splitlines()[-1])
    assert done.returncode == 2
    assert (last["event"], last["code"], last["retryable"]) == ("error", "JOB_INVALID", False)
    assert last["details"]["field"]


def test_inspect_describes_machine_and_base(
    bases: dict[str, Path], tmp_path: Path, commands: list[Command]
) -> None:
    job = {
        "verb": "inspect",
        "base_dir": str(bases["gemma3"]),
        "device": "cpu",
        "dtype": "auto",
        "threads": 1,
    }
    command = Command(tmp_path, job)
    commands.append(command)
    assert command.end() == 0
    result = command.events[-1]
    assert result["device"]["kind"] == "cpu"
    assert result["device"]["threads"] == 1
    assert result["device"]["memory_total_bytes"] > result["device"]["memory_free_bytes"] > 0
    assert result["base"]["architecture"] == "Gemma3ForCausalLM"
    assert result["training"]["fits"] is True
    assert {"torch", "transformers", "peft"} <= set(result["versions"])


def test_a_work_directory_in_use_is_waited_for_and_then_retryable(tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    with (work / "lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        started = time.monotonic()
        with pytest.raises(TrainerError) as caught, only_one(work / "lock", Interrupts(), wait_seconds=0.6):
            pytest.fail("two at once")
        assert time.monotonic() - started >= 0.6
        assert caught.value.code == "WORK_DIR_BUSY"
        assert caught.value.exit_code == 4
        assert caught.value.retryable
    with only_one(work / "lock", Interrupts(), wait_seconds=0):
        pass


def test_a_full_disk_is_retryable_and_leaves_no_adapter(
    bases: dict[str, Path], tmp_path: Path, commands: list[Command]
) -> None:
    """A limit on the size of files stands for the full disk: the write fails half-way."""
    job = train_job(bases["llama"], "llama", tmp_path, max_steps=2)

    def limit() -> None:
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    command = Command(tmp_path, job, preexec_fn=limit)
    commands.append(command)
    assert command.end() == 4
    assert command.events[-1]["code"] == "DISK_FULL"
    assert command.events[-1]["retryable"] is True
    assert not (tmp_path / "adapter").exists()
    # What the attempt used is small enough for the disk, and no checkpoint.
    left = [path.name for path in (tmp_path / "work").rglob("*.json")]
    assert left in ([], ["usage.json"])


def test_pickles_planted_in_the_work_directory_are_never_opened(
    bases: dict[str, Path], tmp_path: Path
) -> None:
    canary = tmp_path / "canary"
    payload = f"cos\nsystem\n(S'touch {canary}'\ntR.".encode()
    job = train_job(bases["llama"], "llama", tmp_path, max_steps=3)
    Run()(job | {"max_steps": 2})
    folder = next((tmp_path / "work" / "checkpoints").iterdir())
    for name in ("rng_state.pth", "optimizer.pt", "training_args.bin", "step-99999999.json", "scheduler.pt"):
        (folder / name).write_bytes(payload)
        (tmp_path / "work" / name).write_bytes(payload)
    Run()(job | {"max_steps": 2})
    assert not canary.exists()


def test_a_reader_that_goes_away_stops_the_work(
    bases: dict[str, Path], tmp_path: Path, commands: list[Command]
) -> None:
    job = train_job(bases["llama"], "llama", tmp_path, epochs=10_000, checkpoint_every_seconds=60)
    command = Command(tmp_path, job)
    commands.append(command)
    command.until(lambda event: event["event"] == "metric")
    assert command.process.stdout is not None
    os.close(command.process.stdout.fileno())
    assert command.process.wait(timeout=30) == 3
    assert list((tmp_path / "work").rglob("step-*.json"))


def test_records_missing_are_the_jobs_fault(bases: dict[str, Path], tmp_path: Path, run: Run) -> None:
    job = train_job(bases["llama"], "llama", tmp_path, train_records=str(tmp_path / "none.arrow"))
    with pytest.raises(TrainerError, match="no such file") as caught:
        run(job)
    assert caught.value.exit_code == 2
    write_records(tmp_path / "none.arrow", [{"text": "x", "label": "環境部"}])
    run(job | {"max_steps": 1})
