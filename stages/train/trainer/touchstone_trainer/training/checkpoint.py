"""Checkpoints: safetensors and JSON only, written whole or not at all, checked by digest when read.

`step-<n>.safetensors` holds the tensors; `step-<n>.json` names its digest and is written after it, so a
checkpoint exists from the moment its JSON does. Two are kept: should the newest be damaged, the one before it
serves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safetensors.torch import load as load_safetensors
from safetensors.torch import save as save_safetensors

from touchstone_trainer.events import Events
from touchstone_trainer.files import read_sealed, sha256_bytes, write_atomically, write_sealed

if TYPE_CHECKING:
    import torch

_KEPT = 2
_FORMAT = 1


@dataclass(frozen=True)
class Checkpoint:
    """Where a run stood after `step` optimiser steps. `progress` is plain JSON."""

    step: int
    tensors: dict[str, torch.Tensor]
    progress: dict[str, Any]


class CheckpointStore:
    """Checkpoints of one job. Those of other jobs lie in folders of their own and are never looked at."""

    def __init__(self, work_dir: Path, fingerprint: str, events: Events) -> None:
        self._folder = work_dir / "checkpoints" / fingerprint[:32]
        self._folder.mkdir(parents=True, exist_ok=True)
        self.fingerprint = fingerprint
        self._events = events

    def save(self, checkpoint: Checkpoint) -> None:
        """Write a checkpoint durably, then drop those that are no longer needed."""
        name = f"step-{checkpoint.step:08d}"
        content = save_safetensors(checkpoint.tensors)
        write_atomically(self._folder / f"{name}.safetensors", content)
        body = {
            "format": _FORMAT,
            "fingerprint": self.fingerprint,
            "step": checkpoint.step,
            "sha256": sha256_bytes(content),
            "progress": checkpoint.progress,
        }
        write_sealed(self._folder / f"{name}.json", body)
        self._prune()

    def load_newest(self) -> Checkpoint | None:
        """The newest sound checkpoint, or None. A damaged one is left out with a `CHECKPOINT_DAMAGED`
        warning."""
        for path in sorted(self._folder.glob("step-*.json"), reverse=True):
            try:
                return self._load(path)
            except (OSError, ValueError, KeyError, TypeError) as error:
                self._events.warning(
                    "CHECKPOINT_DAMAGED", f"{path.name} is not used: {error}", file=path.name
                )
        return None

    def save_best(self, step: int, tensors: Mapping[str, torch.Tensor]) -> dict[str, object]:
        """Keep the best adapter so far beside the checkpoints; returns what `load_best` needs."""
        name = f"best-{step:08d}.safetensors"
        content = save_safetensors(dict(tensors))
        write_atomically(self._folder / name, content)
        return {"file": name, "sha256": sha256_bytes(content)}

    def load_best(self, reference: Mapping[str, object]) -> dict[str, torch.Tensor]:
        """The adapter that `save_best` kept. Raises ValueError when it is damaged."""
        name = str(reference["file"])
        if Path(name).name != name:
            raise ValueError("a best adapter lies beside its checkpoint")
        return self._tensors(name, str(reference["sha256"]))

    def _load(self, path: Path) -> Checkpoint:
        body = read_sealed(path)
        if body["format"] != _FORMAT or body["fingerprint"] != self.fingerprint:
            raise ValueError("it belongs to another job or trainer version")
        tensors = self._tensors(path.with_suffix(".safetensors").name, body["sha256"])
        best = body["progress"].get("best")
        if best is not None:
            self.load_best(best)
        return Checkpoint(body["step"], tensors, body["progress"])

    def _tensors(self, name: str, sha256: str) -> dict[str, torch.Tensor]:
        content = (self._folder / name).read_bytes()
        if sha256_bytes(content) != sha256:
            raise ValueError(f"the digest of {name} is wrong")
        return load_safetensors(content)

    def _prune(self) -> None:
        manifests = sorted(self._folder.glob("step-*.json"), reverse=True)
        kept = {path.stem for path in manifests[:_KEPT]}
        for path in manifests[:_KEPT]:
            try:
                best = read_sealed(path)["progress"].get("best")
            except (ValueError, KeyError):
                continue
            if best is not None:
                kept.add(Path(best["file"]).stem)
        for path in self._folder.iterdir():
            if path.stem not in kept and path.suffix in (".safetensors", ".json"):
                path.unlink()
