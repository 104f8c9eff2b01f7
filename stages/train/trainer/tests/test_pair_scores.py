"""Which of two answers a system finds likelier."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, predict_job, read_predictions, write_records
from pairs import QUIET, pairs, preference_job

from touchstone_trainer.failures import TrainerError
from touchstone_trainer.predict.pairs import CHOSEN, REJECTED

SYSTEMS = [{"id": "base", "adapter_dir": None}]


def pairs_job(base: Path, family: str, folder: Path, **changes: Any) -> dict[str, Any]:
    return predict_job(base, family, folder, **({"mode": "pairs", "labels": None} | changes))


@pytest.mark.parametrize("family", ["gemma3", "llama"])
def test_scores_are_what_training_said_of_its_validation(
    bases: dict[str, Path], tmp_path: Path, run: Run, family: str
) -> None:
    settings: dict[str, Any] = {"epochs": 2, "lora": QUIET, "keep": "last"}
    train = preference_job(bases[family], family, tmp_path, **settings)
    write_records(tmp_path / "validation.arrow", pairs(13, offset=100))
    run(train)
    told = json.loads((tmp_path / "adapter" / "training.json").read_text())["losses"][-1]
    systems = [*SYSTEMS, {"id": "tuned", "adapter_dir": train["out_dir"]}]
    records = train["validation_records"]
    result = run(pairs_job(bases[family], family, tmp_path, systems=systems, records=records, batch_size=3))
    assert (result["mode"], result["records"]) == ("pairs", 13)
    base, tuned = (read_predictions(tmp_path / "predictions", name) for name in ("base", "tuned"))
    margins = [
        (own - own_before) - (other - other_before)
        for (own, other), (own_before, other_before) in zip(
            tuned["log_likelihood"], base["log_likelihood"], strict=True
        )
    ]
    assert sum(margin > 0 for margin in margins) / 13 == pytest.approx(told["validation_pair_accuracy"])
    assert 0.1 * sum(margins) / 13 == pytest.approx(told["validation_margin"], rel=1e-3, abs=1e-5)
    for text, (own, other) in zip(tuned["prediction"], tuned["log_likelihood"], strict=True):
        assert text == (CHOSEN if own >= other else REJECTED)


def test_a_record_without_two_answers_is_named(bases: dict[str, Path], tmp_path: Path, run: Run) -> None:
    job = pairs_job(bases["llama"], "llama", tmp_path)
    write_records(tmp_path / "test.arrow", [*pairs(3), pairs(1)[0] | {"id": "bad", "meta": None}])
    with pytest.raises(TrainerError, match="text `rejected`") as caught:
        run(job)
    assert (caught.value.code, caught.value.details["id"]) == ("RECORDS_INVALID", "bad")


def test_a_tuned_prompt_is_refused(bases: dict[str, Path], tmp_path: Path, run: Run) -> None:
    train = preference_job(bases["llama"], "llama", tmp_path, preference=None, max_steps=1)
    run(train | {"lora": None, "prompt_tuning": {"virtual_tokens": 4}})
    systems = [{"id": "tuned", "adapter_dir": train["out_dir"]}]
    with pytest.raises(TrainerError, match="mode") as caught:
        run(pairs_job(bases["llama"], "llama", tmp_path, systems=systems, records=train["train_records"]))
    assert caught.value.code == "JOB_INVALID"
