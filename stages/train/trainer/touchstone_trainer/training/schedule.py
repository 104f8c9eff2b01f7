"""The learning rate as a function of the step."""

from __future__ import annotations

import math
from typing import Literal


def learning_rate(
    step: int,
    steps: int,
    peak: float,
    warmup_ratio: float,
    schedule: Literal["cosine", "linear", "constant"],
) -> float:
    """Rate of step `step` (0 … steps - 1): linear from peak / warm-up to peak over `ceil(warmup_ratio ·
    steps)` steps, then to 0 along half a cosine or a line, or constant."""
    warmup = math.ceil(steps * warmup_ratio)
    if step < warmup:
        return peak * (step + 1) / warmup
    if schedule == "constant":
        return peak
    left = (step - warmup) / max(1, steps - warmup)
    if schedule == "linear":
        return peak * (1 - left)
    return peak * (1 + math.cos(math.pi * left)) / 2
