"""Exit status of the command. The caller decides from it alone whether a retry makes sense."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What ended the command, and what follows from it."""

    DONE = 0
    """The work is finished; the result event has been printed."""

    BAD_JOB = 2
    """The job, the records, the base or the adapter is at fault. Final: the same job fails again."""

    INTERRUPTED = 3
    """Asked to stop (SIGTERM, SIGINT, or the parent is gone). Retry: finished work is kept and resumed."""

    ENVIRONMENT = 4
    """Disk full, the work directory is in use, an I/O error. Retry as it is, later."""

    OUT_OF_MEMORY = 5
    """Memory ran out. Retry only with a smaller batch or length, or on a larger machine."""

    DIVERGED = 6
    """The loss is no longer a number. Final: the learning rate is too high for this job."""

    BASE_UNREACHABLE = 7
    """The weights of the base cannot be reached. Final until someone brings them in."""

    INTERNAL = 70
    """A fault of the trainer itself. Final."""
