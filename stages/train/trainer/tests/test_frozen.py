"""The classifier on a base that stays as it is: its features, its optimum, and what it answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from conftest import LABELS, Run, petitions, predict_job, read_predictions, write_records

from touchstone_trainer.device import choose_device
from touchstone_trainer.failures import TrainerError
from touchstone_trainer.job import DeviceRequest
from touchstone_trainer.language_model import load_language_model
from touchstone_trainer.predict.frozen import features
from touchstone_trainer.predict.linear_classifier import LinearClassifier
from touchstone_trainer.testing.tiny_model import FAMILIES


@pytest.mark.parametrize("family", FAMILIES)
def test_features_do_not_depend_on_what_is_read_beside(bases: dict[str, Path], family: str) -> None:
    model = load_language_model(bases[family], choose_device(DeviceRequest("cpu", "float32", 1)))
    prompts = [[7, 8, 9], list(range(10, 40)), [9]]
    found = features(model, prompts)
    for row, prompt in zip(found, prompts, strict=True):
        with torch.no_grad():
            output = model.module(input_ids=torch.tensor([prompt]), output_hidden_states=True)
        states = output.hidden_states[-1][0]
        torch.testing.assert_close(row, torch.cat([states.mean(0), states[-1]]), rtol=1e-4, atol=1e-5)


def test_the_classifier_is_where_its_loss_is_least() -> None:
    """At the minimum of a convex function the gradient is nothing: by each weight the mean of
    (p - 1[class]) z, and the penalty's share. A feature that never varies has no weight."""
    chance = torch.Generator().manual_seed(7)
    classes = [index % 3 for index in range(90)]
    centres = torch.randn(3, 5, generator=chance)
    rows = torch.stack([centres[c] for c in classes]) + torch.randn(90, 5, generator=chance)
    rows[:, 4] = 2.5
    found = LinearClassifier(rows, classes, 3)
    scaled = (rows.double() - found.mean) / found.deviation
    wrong = found.log_probabilities(rows).exp() - torch.nn.functional.one_hot(torch.tensor(classes), 3)
    assert float((wrong.t() @ scaled / 90 + found.penalty * found.weights).abs().max()) < 1e-6
    assert float(wrong.mean(0).abs().max()) < 1e-6
    assert float(found.weights[:, 4].abs().max()) == 0


def test_so_few_records_that_none_can_judge_are_learnt_from_all_the_same() -> None:
    found = LinearClassifier(torch.tensor([[1.0, 2.0]]), [1], 2)
    assert found.log_probabilities(torch.tensor([[1.0, 2.0]])).exp()[0].argmax() == 1


@pytest.mark.parametrize("family", FAMILIES)
def test_it_answers_beside_the_base_whose_answers_stay_as_they_are(
    bases: dict[str, Path], tmp_path: Path, run: Run, family: str
) -> None:
    """Four topics that a random base tells apart, since its words are not mixed up."""
    alone = predict_job(bases[family], family, tmp_path / "alone")
    Run()(alone)
    job = predict_job(bases[family], family, tmp_path / "both")
    train = write_records(tmp_path / "train.arrow", petitions(40))
    job["systems"] += [{"id": "frozen", "adapter_dir": None, "learns_from": str(train)}]
    result = run(job)
    assert list(result["systems"]) == ["base", "frozen"]
    base, frozen = (
        read_predictions(tmp_path / "both" / "predictions", system) for system in ("base", "frozen")
    )
    assert base == read_predictions(tmp_path / "alone" / "predictions", "base")
    truth = [row["label"] for row in petitions(13, offset=200)]
    assert sum(map(str.__eq__, frozen["prediction"], truth)) >= 11
    for row, answer in zip(frozen["probabilities"], frozen["prediction"], strict=True):
        assert sum(row) == pytest.approx(1)
        assert LABELS[row.index(max(row))] == answer
    # What is learnt from is counted: 13 twice and 40.
    assert {event["total"] for event in run.seen("progress") if event["stage"] == "predict"} == {66}
    again = Run()(job)
    assert again["records"] == 13
    assert read_predictions(tmp_path / "both" / "predictions", "frozen") == frozen


@pytest.mark.parametrize("change", [{"adapter_dir": "/somewhere"}, {"mode": "generate"}])
def test_it_is_of_the_base_alone_and_of_labels(
    bases: dict[str, Path], tmp_path: Path, run: Run, change: dict[str, str]
) -> None:
    system = {"id": "frozen", "adapter_dir": None, "learns_from": str(tmp_path / "x")}
    changed = {"mode": "generate", "labels": None, "generate": {"max_new_tokens": 4}}
    job = predict_job(bases["llama"], "llama", tmp_path, **(changed if "mode" in change else {}))
    job["systems"] = [system | {key: value for key, value in change.items() if key != "mode"}]
    with pytest.raises(TrainerError) as caught:
        run(json.loads(json.dumps(job)))
    assert (caught.value.code, caught.value.details["field"]) == ("JOB_INVALID", "systems[0].learns_from")
