"""Records with two answers, and jobs that learn from them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from conftest import LABELS, TOPICS, train_job, write_records

QUIET = {"rank": 4, "alpha": 8, "dropout": 0.0, "target": "all-linear", "rslora": False}


def pairs(count: int, offset: int = 0) -> list[dict[str, Any]]:
    """The right label in a sentence, and a wrong one in a sentence of another length."""
    rows = []
    for number in range(offset, offset + count):
        right, wrong = (LABELS[(number + shift) % len(LABELS)] for shift in (0, 1))
        question = f"第{number}號：" + TOPICS[right] * (1 + number % 3) + "。"
        turns = [{"role": "user", "content": question}, {"role": "assistant", "content": f"由{right}辦理"}]
        rejected = f"請洽{wrong}" + "，謝謝" * (number % 2)
        rows.append({"messages": turns, "meta": json.dumps({"rejected": rejected, "more": 1})})
    return rows


def preference_job(base: Path, family: str, folder: Path, **changes: Any) -> dict[str, Any]:
    """A small job of preference training on fresh pairs in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "train.arrow").exists():
        write_records(folder / "train.arrow", pairs(24))
        write_records(folder / "validation.arrow", pairs(8, offset=100))
    settings = {"labels": None, "preference": {"beta": 0.1, "sft_weight": 1}}
    return train_job(base, family, folder, **(settings | changes))
