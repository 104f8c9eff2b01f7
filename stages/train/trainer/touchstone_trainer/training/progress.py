"""What a run remembers besides tensors: plain numbers that survive a checkpoint exactly."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Progress:
    """Grows with the run. `seconds` are spent in all, `training_seconds` in training steps; `pending_*`
    gather the training loss since it was last logged. `micro_batch` is how many examples go through the model
    at once where memory ran out with as many as the job asks for; `rate_factor` is what the learning rate is
    multiplied with since it diverged; `fit` what was settled before it began (fit/check.py)."""

    step: int = 0
    tokens: int = 0
    seconds: float = 0.0
    training_seconds: float = 0.0
    pending_loss: float = 0.0
    pending_count: int = 0
    evaluated_step: int = 0
    losses: list[dict[str, float | int]] = field(default_factory=list)
    best: dict[str, Any] | None = None
    micro_batch: int | None = None
    rate_factor: float = 1.0
    fit: dict[str, object] | None = None

    def to_json(self) -> dict[str, Any]:
        """As stored in a checkpoint."""
        return asdict(self)

    @staticmethod
    def from_json(value: dict[str, Any]) -> Progress:
        """Back from a checkpoint."""
        return Progress(**value)

    def tokens_per_second(self) -> float:
        """Tokens read in a second of training steps."""
        return self.tokens / max(self.training_seconds, 1e-9)

    def add_loss(self, loss: float, count: int) -> None:
        """One step's summed loss over `count` answer tokens, or pairs of answers."""
        self.pending_loss += loss
        self.pending_count += count

    def take_train_loss(self) -> float:
        """Mean training loss since last asked."""
        mean = self.pending_loss / max(1, self.pending_count)
        self.pending_loss, self.pending_count = 0.0, 0
        return mean
