"""Events of the protocol: one JSON object a line on the caller's standard output, nothing else there."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from typing import TextIO

from touchstone_trainer.failures import TrainerError

_SECONDS_BETWEEN_PROGRESS = 0.5


class Life:
    """When progress was last told, and the longest time between two words."""

    def __init__(self) -> None:
        self.signs = 0
        self.longest = 0.0
        self._last: float | None = None

    def begin(self) -> None:
        """Count from now."""
        self.longest, self._last = 0.0, None

    def sign(self) -> None:
        """Something moved."""
        now = time.monotonic()
        if self._last is not None:
            self.longest = max(self.longest, now - self._last)
        self.signs, self._last = self.signs + 1, now


class Events:
    """Writes events to a stream; progress of one stage at most twice a second."""

    def __init__(self, stream: TextIO, on_closed: Callable[[], None] | None = None) -> None:
        """`on_closed` is called once when nobody reads the stream any more."""
        self.life = Life()
        self._stream = stream
        self._on_closed = on_closed
        self._open = True
        self._last_progress = 0.0
        self._last_stage = ""

    def descriptor(self) -> int:
        """The stream's file descriptor, for a child that prints the events in our place."""
        return self._stream.fileno()

    def emit(self, event: str, **fields: object) -> None:
        """Write one event; fields that are None are left out. Numbers must be finite."""
        if not self._open:
            return
        line = {"event": event, **{key: value for key, value in fields.items() if value is not None}}
        text = json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n"
        try:
            self._stream.write(text)
            self._stream.flush()
        except BrokenPipeError:
            self._open = False
            if self._on_closed is not None:
                self._on_closed()

    def progress(
        self,
        stage: str,
        done: int,
        total: int,
        *,
        started_at: float | None = None,
        first: int = 0,
        message: str | None = None,
        system: str | None = None,
        eta_seconds: float | None = None,
        **figures: float | None,
    ) -> None:
        """Tell how far `stage` is; a first or last word, or one with a message, is never left out.
        `started_at` (time.monotonic), when `first` were done, gives the remaining seconds; `figures` are
        loss, tokens_per_second, records_per_second."""
        self.life.sign()
        now = time.monotonic()
        due = now - self._last_progress >= _SECONDS_BETWEEN_PROGRESS
        if not due and done < total and stage == self._last_stage and message is None:
            return
        self._last_progress, self._last_stage = now, stage
        eta = None if eta_seconds is None else round(eta_seconds, 1)
        if started_at is not None and done > first:
            eta = round((now - started_at) / (done - first) * (total - done), 1)
        self.emit(
            "progress",
            stage=stage,
            done=done,
            total=total,
            percent=round(100 * done / total, 1) if total else 100.0,
            eta_seconds=eta,
            message=message,
            system=system,
            **{name: _rounded(value) for name, value in figures.items()},
        )

    def warning(self, code: str, message: str, **details: object) -> None:
        """Something worth knowing that does not stop the work."""
        self.emit("warning", code=code, message=message, details=details or None)

    def error(self, failure: TrainerError) -> None:
        """The failure that ends the command."""
        self.emit(
            "error",
            code=failure.code,
            retryable=failure.retryable,
            message=str(failure),
            details=dict(failure.details),
        )


class NoEvents(Events):
    """Of a process that another one speaks for."""

    def __init__(self) -> None:
        super().__init__(sys.stderr)

    def emit(self, event: str, **fields: object) -> None:
        """Say nothing."""


def _rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.6g}")


def claim_stdout() -> TextIO:
    """Keep the caller's standard output for events and send whatever else is printed, by Python or by native
    code, to standard error."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(kept, "w", encoding="utf-8")
