"""Notices that work which tells of its progress has ceased to: a device that hangs, a disk that never
answers.

Nothing inside such a process can be mended, so it ends with a status that has it tried again, from its
checkpoint, and leaves on standard error where each thread stood.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from touchstone_trainer.events import Events
from touchstone_trainer.failures import stuck

# Steps are alike. Validation and reading a base are told in pieces too.
_LEAST_SECONDS = 900.0
_TIMES_THE_LONGEST = 30.0


@contextmanager
def ends_when_stuck(
    events: Events, least_seconds: float = _LEAST_SECONDS, times: float = _TIMES_THE_LONGEST
) -> Iterator[None]:
    """While inside, end the process with 4 (`TRAINER_STUCK`) once nothing has been told for `least_seconds`
    and `times` as long as between any two words before."""
    over = threading.Event()
    events.life.begin()

    def watch() -> None:
        look = least_seconds / 30
        idle, seen = 0.0, events.life.signs
        while True:
            before = time.monotonic()
            if over.wait(look):
                return
            # Who is paused (SIGSTOP, a scheduler that suspends) is not stuck: time passed for us too.
            idle = 0.0 if events.life.signs != seen else idle + min(time.monotonic() - before, 2 * look)
            seen = events.life.signs
            if idle > max(least_seconds, times * events.life.longest):
                faulthandler.dump_traceback(sys.stderr)
                failure = stuck(idle)
                events.error(failure)
                os._exit(failure.exit_code)

    thread = threading.Thread(target=watch, name="stuck-watch", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
