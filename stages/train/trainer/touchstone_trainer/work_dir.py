"""One process at a time, and a fingerprint that keeps different jobs apart."""

from __future__ import annotations

import contextlib
import fcntl
import time
from collections.abc import Iterator
from pathlib import Path

from touchstone_trainer.exit_codes import ExitCode
from touchstone_trainer.failures import TrainerError
from touchstone_trainer.files import canonical_json, sha256_bytes
from touchstone_trainer.interrupts import Interrupts

WAIT_SECONDS = 60.0


@contextlib.contextmanager
def only_one(lock_path: Path, interrupts: Interrupts, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold a lock file, created if need be. The kernel frees it when the process ends, however it ends.

    Errors: `WORK_DIR_BUSY` when another process still holds it after `wait_seconds`.
    """
    lock_path.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + wait_seconds
    with lock_path.open("w") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                interrupts.check()
                if time.monotonic() >= deadline:
                    raise TrainerError(
                        "WORK_DIR_BUSY",
                        ExitCode.ENVIRONMENT,
                        f"another trainer has been at work here for {wait_seconds:.0f} s",
                    ) from error
                time.sleep(0.25)
        yield


def fingerprint(facts: object) -> str:
    """Digest of everything that decides a result; work is resumed only under the same fingerprint."""
    return sha256_bytes(canonical_json(facts))
