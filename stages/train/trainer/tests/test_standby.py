"""The program that has its libraries loaded before it knows its job."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, train_job

PACKAGE = Path(__file__).parents[1]


class Standby:
    """The program under test, asked for jobs by its standard input."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "touchstone_trainer.standby"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=PACKAGE,
            env=os.environ | {"HF_HUB_OFFLINE": "1"},
        )
        self.worker = 0

    def ask(self, folder: Path, job: dict[str, Any]) -> None:
        """Hand in a job that works in `folder`, and wait until a process of its own has it."""
        (folder / "job.json").write_text(json.dumps(job))
        request = {"verb": job["verb"], "job": str(folder / "job.json"), "directory": str(folder)}
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        self.worker = self.until("standby", "forked")["pid"]

    def until(self, key: str, value: str) -> dict[str, Any]:
        """Read up to a line that says so."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            event: dict[str, Any] = json.loads(line)
            if event.get(key) == value:
                return event
        pytest.fail(f"ended without {value}")

    def close(self) -> None:
        """What a caller does that needs it no more, or that dies."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.stdin = None


@pytest.fixture
def standby() -> Iterator[Standby]:
    program = Standby()
    yield program
    program.process.kill()
    program.process.communicate()


def long_job(bases: dict[str, Path], folder: Path) -> dict[str, Any]:
    return train_job(bases["gemma3"], "gemma3", folder, epochs=2000, checkpoint_every_seconds=3600)


def stored(folder: Path) -> bool:
    return any((folder / "work").rglob("checkpoint*"))


def gone(pid: int, seconds: float = 60) -> bool:
    """Whether a process that is not our child has ended within so many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_one_job_after_the_other_each_as_by_the_command(
    standby: Standby, bases: dict[str, Path], tmp_path: Path
) -> None:
    workers = []
    for name in ("one", "two"):
        job = train_job(bases["gemma3"], "gemma3", tmp_path / name)
        standby.ask(tmp_path / name, job)
        workers.append(standby.worker)
        standby.until("event", "metric")
        assert Path(f"/proc/{standby.worker}/cwd").resolve() == (tmp_path / name).resolve()
        standby.until("event", "result")
        assert standby.until("standby", "ended") == {"standby": "ended", "status": 0, "signal": None}
    assert len({*workers, standby.process.pid}) == 3
    Run()(train_job(bases["gemma3"], "gemma3", tmp_path / "plain"))
    adapters = [
        (tmp_path / name / "adapter" / "adapter_model.safetensors").read_bytes()
        for name in ("one", "two", "plain")
    ]
    assert len(set(adapters)) == 1
    standby.close()
    assert standby.process.wait(20) == 0


def test_a_job_that_fails_or_dies_takes_nothing_with_it(
    standby: Standby, bases: dict[str, Path], tmp_path: Path
) -> None:
    standby.ask(tmp_path, {"verb": "train", "nonsense": 1})
    assert standby.until("event", "error")["code"] == "JOB_INVALID"
    assert standby.until("standby", "ended")["status"] == 2
    job = long_job(bases, tmp_path / "killed")
    for number, end in ((signal.SIGKILL, (None, "SIGKILL")), (signal.SIGTERM, (3, None))):
        standby.ask(tmp_path / "killed", job)
        standby.until("event", "metric")
        os.kill(standby.worker, number)
        ended = standby.until("standby", "ended")
        assert (ended["status"], ended["signal"]) == end
    standby.ask(tmp_path / "killed", job)
    assert standby.until("event", "resumed")["step"] > 0
    standby.close()
    assert standby.until("standby", "ended")["status"] == 3, "its caller is gone"
    assert standby.process.wait(20) == 0


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_whoever_ends_the_program_ends_its_job_with_a_checkpoint(
    standby: Standby, bases: dict[str, Path], tmp_path: Path, number: signal.Signals
) -> None:
    folder = tmp_path / "job"
    standby.ask(folder, long_job(bases, folder))
    standby.until("event", "metric")
    standby.process.send_signal(number)
    assert gone(standby.worker)
    assert stored(folder)
    assert standby.process.wait(20) == (-number if number is signal.SIGKILL else 0)


def test_sigint_of_a_terminal_is_for_the_job(
    standby: Standby, bases: dict[str, Path], tmp_path: Path
) -> None:
    folder = tmp_path / "job"
    standby.ask(folder, long_job(bases, folder))
    standby.until("event", "metric")
    for pid in (standby.process.pid, standby.worker):
        os.kill(pid, signal.SIGINT)
    assert standby.until("standby", "ended")["status"] == 3
    standby.process.terminate()
    assert standby.process.wait(20) == 0
