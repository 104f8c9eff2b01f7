"""Stopping a training run at a step, and what it leaves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import Run

from touchstone_trainer.training.session import TrainingSession


def adapter_bytes(folder: Path) -> bytes:
    return (folder / "adapter" / "adapter_model.safetensors").read_bytes()


def stop_at(run: Run, step: int, job: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a job and ask it to stop once it has finished `step` steps."""
    whole = TrainingSession._train_step

    def train_step(session: TrainingSession) -> None:
        whole(session)
        if session.progress.step == step:
            run.interrupts.request("test")

    with monkeypatch.context() as patch:
        patch.setattr(TrainingSession, "_train_step", train_step)
        run(job)
