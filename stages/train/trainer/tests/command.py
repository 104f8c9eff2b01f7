"""A running `touchstone-trainer`, as its caller has it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PACKAGE = Path(__file__).parents[1]
# Options of a command whose processes find too little memory for a whole base in each.
SHORT_OF_MEMORY = Path(__file__).with_name("short_of_memory")
DIVIDED = {"env": os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (SHORT_OF_MEMORY, PACKAGE)))}}


class Command:
    """A running `touchstone-trainer`. `before`: the words that start it in another way than by itself."""

    def __init__(
        self, folder: Path, job: dict[str, Any], before: tuple[str, ...] = (sys.executable,), **options: Any
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "job.json").write_text(json.dumps(job))
        self.process = subprocess.Popen(
            [*before, "-m", "touchstone_trainer", job["verb"], "--job", str(folder / "job.json")],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=PACKAGE,
            **({"stdin": subprocess.DEVNULL} | options),
        )
        self.events: list[dict[str, Any]] = []
        self.errors = ""

    def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Read events up to a wanted one."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.events.append(json.loads(line))
            if wanted(self.events[-1]):
                return self.events[-1]
        pytest.fail(f"ended without it: {self.events} {self.process.stderr and self.process.stderr.read()}")

    def end(self) -> int:
        """Read the rest; returns the exit status."""
        output, self.errors = self.process.communicate(timeout=300)
        self.events += [json.loads(line) for line in output.splitlines()]
        return self.process.returncode

    def seen(self, event: str) -> list[dict[str, Any]]:
        """The events of one kind."""
        return [line for line in self.events if line["event"] == event]


def at_step(step: int) -> Callable[[dict[str, Any]], bool]:
    """A checkpoint at that step or a later one."""
    return lambda event: event["event"] == "checkpoint" and event["step"] >= step
