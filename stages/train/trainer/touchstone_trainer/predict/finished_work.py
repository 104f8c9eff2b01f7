"""Finished pieces of a system's predictions, kept until the command is through."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from touchstone_trainer.files import read_sealed, write_sealed

_FORMAT = 1


@dataclass(frozen=True)
class Prediction:
    """One record's answer. `scores` are log-likelihoods in the order of the job's labels; None when
    generated."""

    text: str
    scores: list[float] | None


class FinishedWork:
    """Chunks of one system under one fingerprint."""

    def __init__(self, work_dir: Path, fingerprint: str) -> None:
        self._folder = work_dir / "predictions" / fingerprint[:32]
        self._folder.mkdir(parents=True, exist_ok=True)
        self._fingerprint = fingerprint

    def save(self, chunk: int, predictions: dict[int, Prediction], seconds: float) -> None:
        """Keep a chunk's predictions (by index of record) and the time they took."""
        body: dict[str, object] = {
            "format": _FORMAT,
            "fingerprint": self._fingerprint,
            "seconds": seconds,
            "predictions": [[index, asdict(prediction)] for index, prediction in predictions.items()],
        }
        write_sealed(self._path(chunk), body)

    def load(self, chunk: int, indexes: set[int]) -> tuple[dict[int, Prediction], float] | None:
        """A chunk that is there, sound and about exactly these records; else None, and it is computed
        again."""
        try:
            body = read_sealed(self._path(chunk))
            if body["format"] != _FORMAT or body["fingerprint"] != self._fingerprint:
                return None
            found = {int(index): Prediction(**value) for index, value in body["predictions"]}
            return (found, float(body["seconds"])) if found.keys() == indexes else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _path(self, chunk: int) -> Path:
        return self._folder / f"chunk-{chunk:06d}.json"
