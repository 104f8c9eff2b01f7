"""The job's fields: what is refused, and how the refusal names the field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import predict_job, train_job

from touchstone_trainer.failures import TrainerError
from touchstone_trainer.job_reader import load_job, parse_job


@pytest.fixture
def job(tmp_path: Path) -> dict[str, Any]:
    return train_job(Path("base"), "gemma3", tmp_path)


def refused(job: dict[str, Any], verb: str = "train") -> TrainerError:
    with pytest.raises(TrainerError) as caught:
        parse_job(job, verb)
    assert caught.value.code == "JOB_INVALID"
    assert caught.value.exit_code == 2
    return caught.value


def test_a_whole_job_is_taken(job: dict[str, Any]) -> None:
    parsed = parse_job(job, "train")
    assert parsed.lora.rank == 4  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("epochs", "1"), ("epochs", 0), ("epochs", True), ("epochs", 1e309), ("batch_size", 0),
        ("batch_size", 2.5), ("batch_size", True), ("learning_rate", -1), ("learning_rate", None),
        ("warmup_ratio", 1.1), ("schedule", "step"), ("seed", -1), ("seed", 2**63), ("keep", "first"),
        ("device", "tpu"), ("dtype", "int8"), ("threads", 0), ("max_length", []), ("evaluate_every", 0),
        ("evaluate_every", "step"), ("base_dir", ""), ("out_dir", 7), ("labels", ["a"]),
        ("labels", ["a", "a"]), ("labels", ["a", ""]), ("work_dir", "a\0b"),
    ],
)  # fmt: skip
def test_a_wrong_value_names_its_field(job: dict[str, Any], field: str, value: object) -> None:
    failure = refused(job | {field: value})
    assert str(failure.details["field"]).startswith(field)


def test_a_nested_field_is_named_with_its_path(job: dict[str, Any]) -> None:
    job["lora"] = job["lora"] | {"rank": 0}
    assert refused(job).details["field"] == "lora.rank"


def test_an_unknown_field_is_refused_with_the_near_one(job: dict[str, Any]) -> None:
    failure = refused(job | {"learning_rat": 1})
    assert "did you mean learning_rate" in str(failure)


def test_a_missing_field_is_named(job: dict[str, Any]) -> None:
    del job["chat_format"]["turns"]["user"]
    assert refused(job).details["field"] == "chat_format.turns.user"


def test_a_prompt_without_input_is_refused(job: dict[str, Any]) -> None:
    job["prompt"] = {"id": "x", "system": None, "user": "hello"}
    assert refused(job).details["field"] == "prompt.user"


def test_the_verb_must_be_the_one_asked_for(job: dict[str, Any]) -> None:
    assert refused(job, "predict").details["field"] == "verb"


def test_not_a_number_is_not_json(job: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "job.json"
    path.write_text(json.dumps(job | {"learning_rate": float("nan")}))
    with pytest.raises(TrainerError, match="NaN is not a JSON number"):
        load_job(path, "train")


@pytest.mark.parametrize("system", ["../x", "a/b", "", "."])
def test_a_system_id_that_is_no_file_name_is_refused(tmp_path: Path, system: str) -> None:
    job = predict_job(Path("base"), "llama", tmp_path, systems=[{"id": system, "adapter_dir": None}])
    assert refused(job, "predict").details["field"] == "systems[0].id"


def test_likelihood_needs_labels(tmp_path: Path) -> None:
    assert (
        refused(predict_job(Path("b"), "llama", tmp_path, labels=None), "predict").details["field"]
        == "labels"
    )


@pytest.mark.parametrize(
    "source",
    [
        {"kind": "package_file", "module": "x", "file_glob": "../*.gguf"},
        {"kind": "package", "module": "os; import x"},
        {"kind": "hub", "id": "../x", "revision": "main"},
        {"kind": "torrent"},
        {"kind": "gguf", "path": "x", "revision": "y"},
    ],
)
def test_a_wrong_source_is_refused(source: dict[str, Any]) -> None:
    failure = refused({"verb": "base", "out_dir": "x", "source": source, "expect_digest": None}, "base")
    assert str(failure.details["field"]).startswith("source.")
