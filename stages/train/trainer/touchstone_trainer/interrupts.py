"""Asking a running command to stop: SIGTERM, SIGINT, or a parent that is gone."""

from __future__ import annotations

import os
import signal
import stat
import threading
import time
from types import FrameType

from touchstone_trainer.exit_codes import ExitCode
from touchstone_trainer.failures import interrupted

# An orphan stuck in one long native call (loading weights from a dead network disk) must not live for ever.
_ORPHAN_GRACE_SECONDS = 120.0


class Interrupts:
    """A request to stop, looked at between steps."""

    def __init__(self) -> None:
        self._reason: str | None = None

    @property
    def requested(self) -> bool:
        """Whether somebody asked to stop."""
        return self._reason is not None

    def request(self, reason: str) -> None:
        """Ask to stop; the first reason given stays."""
        if self._reason is None:
            self._reason = reason

    def check(self) -> None:
        """Raise the `INTERRUPTED` failure if somebody asked to stop."""
        if self._reason is not None:
            raise interrupted(self._reason)

    def listen(self) -> None:
        """Watch for signals and, when standard input is a pipe or socket, for its end."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        try:
            mode = os.fstat(0).st_mode
        except OSError:
            return
        if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
            threading.Thread(target=self._watch_parent, name="parent-watch", daemon=True).start()

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        self.request(signal.Signals(number).name)

    def _watch_parent(self) -> None:
        try:
            while os.read(0, 4096):
                pass
        except OSError:
            pass
        self.request("the parent process is gone")
        time.sleep(_ORPHAN_GRACE_SECONDS)
        os._exit(ExitCode.INTERRUPTED)
