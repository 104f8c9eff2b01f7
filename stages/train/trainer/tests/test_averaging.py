"""The mean of the weights over the later steps."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from conftest import Run, train_job
from interrupted import adapter_bytes, stop_at
from safetensors.torch import load_file

from touchstone_trainer.failures import TrainerError
from touchstone_trainer.training.averaging import WeightAverage


@pytest.mark.parametrize("stop", [2, 5, 9])
def test_an_average_survives_an_interruption_to_the_bit(
    bases: dict[str, Path], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    averaged = {"average_from": 0.3, "checkpoint_every_seconds": 600}
    Run()(train_job(bases["gemma3"], "gemma3", tmp_path / "whole", **averaged))
    job = train_job(bases["gemma3"], "gemma3", tmp_path / "cut", **averaged)
    with pytest.raises(TrainerError, match="interrupted"):
        stop_at(run, stop, job, monkeypatch)
    Run()(job)
    assert adapter_bytes(tmp_path / "cut") == adapter_bytes(tmp_path / "whole")


def test_the_average_is_the_mean_of_the_weights_after_each_later_step(
    bases: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, torch.Tensor]] = []
    add = WeightAverage.add

    def spy(average: WeightAverage, step: int) -> None:
        seen.append(average._adapter.copy())
        add(average, step)

    monkeypatch.setattr(WeightAverage, "add", spy)
    job = train_job(bases["llama"], "llama", tmp_path, average_from=0.5, keep="last")
    Run()(job)
    kept = load_file(str(tmp_path / "adapter" / "adapter_model.safetensors"))
    later = seen[len(seen) // 2 :]
    assert [len(seen), len(later)] == [12, 6]
    for name, tensor in kept.items():
        mean = torch.stack([weights[name].double() for weights in later]).mean(0)
        torch.testing.assert_close(tensor.double(), mean, rtol=1e-5, atol=1e-7)
        assert not torch.equal(tensor, seen[-1][name])
