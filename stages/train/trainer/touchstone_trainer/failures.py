"""Every failure a caller can meet, as one exception type with a stable code."""

from __future__ import annotations

import errno
from collections.abc import Mapping

from touchstone_trainer.exit_codes import ExitCode

Details = Mapping[str, object]

_RETRYABLE = frozenset({ExitCode.INTERRUPTED, ExitCode.ENVIRONMENT, ExitCode.OUT_OF_MEMORY})
# A quota and a limit on file sizes are met like a full disk: someone makes room, and the work goes on.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class TrainerError(Exception):
    """A failure with a stable `code`, the exit status it leads to, and details for a program."""

    def __init__(self, code: str, exit_code: ExitCode, message: str, details: Details | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.exit_code = exit_code
        self.details: Details = details or {}

    @property
    def retryable(self) -> bool:
        """Whether a later run of a job like this one can succeed without anybody mending its input."""
        return self.exit_code in _RETRYABLE


def bad_job(field: str, expected: str, found: object) -> TrainerError:
    """A field of the job is wrong. `field` is its dotted path, `found` what stands there."""
    shown = repr(found)
    shown = shown if len(shown) <= 120 else shown[:117] + "..."
    return TrainerError(
        "JOB_INVALID",
        ExitCode.BAD_JOB,
        f"job field {field}: expected {expected}, found {shown}",
        {"field": field, "expected": expected, "found": shown},
    )


def bad_records(path: str, message: str, **details: object) -> TrainerError:
    """The Arrow file of records cannot be used."""
    return TrainerError(
        "RECORDS_INVALID", ExitCode.BAD_JOB, f"records {path}: {message}", {"path": path, **details}
    )


def bad_base(message: str, **details: object) -> TrainerError:
    """The base model is damaged or of a kind that is not supported."""
    return TrainerError("BASE_INVALID", ExitCode.BAD_JOB, message, details)


def unsafe_base(message: str, **details: object) -> TrainerError:
    """The base model holds something that is never loaded (code, pickles, links, lying headers)."""
    return TrainerError("BASE_UNSAFE", ExitCode.BAD_JOB, message, details)


def bad_adapter(message: str, **details: object) -> TrainerError:
    """The adapter directory is unsafe, damaged, or does not fit the base."""
    return TrainerError("ADAPTER_INVALID", ExitCode.BAD_JOB, message, details)


def unsupported_method(method: str, message: str, **details: object) -> TrainerError:
    """This machine cannot train by the method that the job asks for."""
    return TrainerError("METHOD_UNSUPPORTED", ExitCode.BAD_JOB, message, {"method": method, **details})


def interrupted(reason: str) -> TrainerError:
    """Asked to stop; whatever is finished has been kept."""
    return TrainerError("INTERRUPTED", ExitCode.INTERRUPTED, f"interrupted: {reason}", {"reason": reason})


def rank_lost(cause: str) -> TrainerError:
    """Another of the processes that train together is gone; whatever is finished has been kept."""
    return TrainerError(
        "RANK_LOST",
        ExitCode.ENVIRONMENT,
        "another process of this training is gone: it goes on from the last checkpoint when it is run again",
        {"cause": cause[:500]},
    )


def stuck(seconds: float) -> TrainerError:
    """Nothing has moved for so long that it will not."""
    return TrainerError(
        "TRAINER_STUCK",
        ExitCode.ENVIRONMENT,
        f"nothing has moved for {seconds:.0f} seconds: a device or a disk does not answer; the work goes on "
        "from the last checkpoint when it is run again",
        {"seconds": round(seconds)},
    )


def does_not_fit(
    device: str, needed: int, available: int, advice: Details, *, shared: bool = False
) -> TrainerError:
    """The least that this training needs is not there. `advice`: settings of the job that would fit;
    `shared`: the base's layers would be divided over several processes."""
    gib = 1 << 30
    how = "with one record at once and activations computed twice"
    if shared:
        how = "with one record at once, activations computed twice and the base divided over the processes"
    ways = [f"{name} {value}" for name, value in advice.items()]
    return TrainerError(
        "TRAINER_DOES_NOT_FIT",
        ExitCode.OUT_OF_MEMORY,
        f"{how} training needs {needed / gib:.1f} GiB "
        f"on {device}, and {available / gib:.1f} GiB is available: take "
        + ", or ".join([*ways, "a smaller base", f"a machine with {needed / gib:.1f} GiB free"]),
        {"needed": needed, "available": available, "device": device, "advice": dict(advice)},
    )


def classify(error: BaseException) -> TrainerError:
    """The failure that any exception amounts to: disk, memory, I/O, or a fault of our own."""
    if isinstance(error, TrainerError):
        return error
    text = str(error)
    if is_out_of_memory(error):
        return TrainerError(
            "TRAINER_OUT_OF_MEMORY",
            ExitCode.OUT_OF_MEMORY,
            "out of memory: use a smaller batch_size or max_length, or a smaller base",
            {"cause": text[:500]},
        )
    if _is_disk_full(error, text):
        return TrainerError(
            "DISK_FULL", ExitCode.ENVIRONMENT, "no space left on the disk", {"cause": text[:500]}
        )
    if _is_peer_lost(error, text):
        return rank_lost(text)
    if isinstance(error, OSError):
        return TrainerError("IO_ERROR", ExitCode.ENVIRONMENT, f"input or output failed: {text}")
    return TrainerError(
        "INTERNAL",
        ExitCode.INTERNAL,
        f"{type(error).__name__}: {text}"[:2000],
        {"type": type(error).__name__},
    )


def _is_disk_full(error: BaseException, text: str) -> bool:
    # safetensors (Rust) and Arrow (C++) report the errno only in their text.
    return (isinstance(error, OSError) and error.errno in _FULL) or "No space left on device" in text


def _is_peer_lost(error: BaseException, text: str) -> bool:
    # Gloo has no exception of its own; its messages begin with the place in its source.
    return isinstance(error, RuntimeError) and (
        type(error).__name__ in ("DistBackendError", "DistNetworkError") or "gloo/transport" in text
    )


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an exception, whatever its type, says that memory ran out."""
    text = str(error)
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":
        return True
    if isinstance(error, OSError) and error.errno == errno.ENOMEM:
        return True
    return isinstance(error, RuntimeError) and any(
        sign in text for sign in ("can't allocate memory", "out of memory", "not enough memory")
    )
