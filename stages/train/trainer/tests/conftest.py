"""Shared by all tests: tiny bases, files of records, jobs, and running a verb in this process."""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from command import Command

from touchstone_trainer.device import share_cores
from touchstone_trainer.events import Events
from touchstone_trainer.interrupts import Interrupts
from touchstone_trainer.job_reader import parse_job
from touchstone_trainer.offline import go_offline
from touchstone_trainer.testing.tiny_model import CHAT_FORMATS, FAMILIES, make_tiny_model

go_offline()
share_cores()
warnings.filterwarnings("ignore")

LABELS = ["環境部", "交通部", "內政部", "內政"]
TOPICS = {
    "環境部": "噪音擾民請稽查",
    "交通部": "道路照明故障",
    "內政部": "申請補發戶籍謄本",
    "內政": "公園樹木傾倒",
}


@pytest.fixture(scope="session")
def bases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Family → canonical directory of a tiny base."""
    root = tmp_path_factory.mktemp("bases")
    for family in FAMILIES:
        make_tiny_model(root / family, family)
    return {family: root / family for family in FAMILIES}


def write_records(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Canonical records: `messages` may be given as one user text."""
    turns = [[{"role": "user", "content": row["text"]}] if "text" in row else row["messages"] for row in rows]
    turn_type = pa.list_(pa.struct([("role", pa.utf8()), ("content", pa.utf8())]))
    table = pa.table(
        {
            "id": [row.get("id", f"line:{number + 1}") for number, row in enumerate(rows)],
            "messages": pa.array(turns, turn_type),
            "label": pa.array([row.get("label") for row in rows], pa.utf8()),
            "split": pa.nulls(len(rows), pa.utf8()),
            "source": ["upload"] * len(rows),
            "meta": pa.array([row.get("meta") for row in rows], pa.utf8()),
        }
    )
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return path


def petitions(count: int, offset: int = 0) -> list[dict[str, Any]]:
    """Records of several lengths, labels in turn."""
    rows = []
    for number in range(offset, offset + count):
        label = LABELS[number % len(LABELS)]
        rows.append({"text": f"第{number}號：" + TOPICS[label] * (1 + number % 3) + "。", "label": label})
    return rows


def train_job(base: Path, family: str, folder: Path, **changes: Any) -> dict[str, Any]:
    """A small training job on fresh records in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    records = folder / "train.arrow"
    if not records.exists():
        write_records(records, petitions(24))
        write_records(folder / "validation.arrow", petitions(8, offset=100))
    job: dict[str, Any] = {
        "verb": "train",
        "base_id": "tiny",
        "base_dir": str(base),
        "work_dir": str(folder / "work"),
        "out_dir": str(folder / "adapter"),
        "train_records": str(records),
        "validation_records": str(folder / "validation.arrow"),
        "labels": LABELS,
        "prompt": {"id": "plain", "system": None, "user": "{input}"},
        "chat_format": deepcopy(CHAT_FORMATS[family]),
        "lora": {"rank": 4, "alpha": 8, "dropout": 0.1, "target": "all-linear", "rslora": False},
        "epochs": 2,
        "max_steps": None,
        "batch_size": 4,
        "gradient_accumulation": 1,
        "learning_rate": 0.01,
        "warmup_ratio": 0.1,
        "schedule": "cosine",
        "weight_decay": 0,
        "max_grad_norm": 1.0,
        "max_length": 128,
        "seed": 42,
        "device": "cpu",
        "dtype": "float32",
        "threads": 1,
        "checkpoint_every_seconds": 0,
        "evaluate_every": "epoch",
        "keep": "best",
        "average_from": None,
    }
    return job | changes


def predict_job(base: Path, family: str, folder: Path, **changes: Any) -> dict[str, Any]:
    """A small prediction job on fresh records in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    records = folder / "test.arrow"
    if not records.exists():
        write_records(records, petitions(13, offset=200))
    job: dict[str, Any] = {
        "verb": "predict",
        "base_dir": str(base),
        "work_dir": str(folder / "predict-work"),
        "out_dir": str(folder / "predictions"),
        "records": str(records),
        "labels": LABELS,
        "prompt": {"id": "plain", "system": None, "user": "{input}"},
        "chat_format": deepcopy(CHAT_FORMATS[family]),
        "mode": "likelihood",
        "systems": [{"id": "base", "adapter_dir": None}],
        "max_length": 128,
        "batch_size": "auto",
        "seed": 1,
        "device": "cpu",
        "dtype": "float32",
        "threads": 1,
    }
    return job | changes


class Run:
    """A verb run in this process: its result, its events, and what asked it to stop."""

    def __init__(self) -> None:
        self.stream = io.StringIO()
        self.interrupts = Interrupts()
        self.events = Events(self.stream)

    def __call__(self, job: dict[str, Any]) -> dict[str, Any]:
        parsed = parse_job(json.loads(json.dumps(job)), job["verb"])
        if job["verb"] == "train":
            from touchstone_trainer.training.run import run_train as run
        elif job["verb"] == "predict":
            from touchstone_trainer.predict.run import run_predict as run
        elif job["verb"] == "export":
            from touchstone_trainer.export.run import run_export as run
        else:
            from touchstone_trainer.base.materialise import run_base as run
        return dict(run(parsed, self.events, self.interrupts))  # type: ignore[arg-type]

    def seen(self, event: str) -> list[dict[str, Any]]:
        """The events of one kind."""
        lines = [json.loads(line) for line in self.stream.getvalue().splitlines()]
        return [line for line in lines if line["event"] == event]


@pytest.fixture
def run() -> Run:
    """A fresh run."""
    return Run()


@pytest.fixture
def commands() -> Iterator[list[Command]]:
    """Commands that are ended with the test."""
    started: list[Command] = []
    yield started
    for command in started:
        command.process.kill()
        command.process.wait()


def read_predictions(folder: Path, system: str) -> dict[str, list[Any]]:
    """Columns of a predictions file."""
    with pa.OSFile(str(folder / f"{system}.predictions.arrow")) as source:
        return dict(pa.ipc.open_stream(source).read_all().to_pydict())
