"""`python -m touchstone_trainer.standby`: a trainer that has its libraries loaded before it knows its job.

Loading PyTorch, Transformers and PEFT takes many seconds of a processor, and a run is made of half a dozen
short jobs. So this program loads them once and hands each job to a fork of itself. The protocol, beside that
of the command (README.md):

- A line on standard input, `{"verb": …, "job": PATH, "directory": PATH}`, asks for a job; the next may follow
  when it has ended. The job's own process works in `directory`, which is its HOME too, and inherits the three
  streams.
- A line on standard output, `{"standby": "forked", "pid": N}`, names the job's process; another tells its
  end: `{"standby": "ended", "status": N, "signal": null or a name}`. A NUL on standard error ends what the
  job said there.
- The end of standard input ends this program; a job that works stores its checkpoint first.

Where a fork could not use what the libraries opened (CUDA, MPS) the job is done in this very process, which
ends with it. Where the caller did not set HF_HUB_OFFLINE nothing is loaded: the Hub's client would decide
then whether it may reach the network, which is for the job to say.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import sys
from pathlib import Path
from types import FrameType

from touchstone_trainer.cli import main
from touchstone_trainer.device import forks_safely, share_cores
from touchstone_trainer.offline import go_offline

_PR_SET_PDEATHSIG = 1


class _Standby:
    def __init__(self) -> None:
        self._child: int | None = None
        self._stopping = False

    def run(self) -> int:
        """Perform jobs until there are no more; in a fork, the job's exit status."""
        _name("trainer-standby")
        offline = os.environ.get("HF_HUB_OFFLINE") == "1"
        forks = _load() if offline else True
        if forks:
            # Without a job there is nothing to store: SIGTERM ends, and a terminal's SIGINT is for the job.
            signal.signal(signal.SIGTERM, self._stop)
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        while not self._stopping and (line := _read_line()):
            job = json.loads(line)
            if not forks:
                return _perform(job)
            parent = os.getpid()
            self._child = os.fork()
            if self._child == 0:
                signal.signal(signal.SIGTERM, signal.SIG_DFL)
                signal.signal(signal.SIGINT, signal.SIG_DFL)
                # Standard input says that the caller is gone; this, that the program between is.
                _end_with(parent)
                return _perform(job)
            _tell({"standby": "forked", "pid": self._child})
            _, status = os.waitpid(self._child, 0)
            self._child = None
            code = os.waitstatus_to_exitcode(status)
            os.write(2, b"\0")
            by = None if code >= 0 else signal.Signals(-code).name
            _tell({"standby": "ended", "status": code if code >= 0 else None, "signal": by})
        return 0

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True
        if self._child is None:
            raise SystemExit(0)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._child, signal.SIGTERM)


def _perform(job: dict[str, str]) -> int:
    _name(f"trainer-{job['verb']}")
    os.environ["HOME"] = job["directory"]
    os.chdir(job["directory"])
    return main([job["verb"], "--job", job["job"]])


def _load() -> bool:
    """Whether a fork can use what was loaded."""
    go_offline()
    share_cores()
    import peft  # noqa: F401
    import torch  # noqa: F401
    import transformers.modeling_utils
    import transformers.models.auto.modeling_auto  # noqa: F401

    import touchstone_trainer.predict.run
    import touchstone_trainer.training.run  # noqa: F401

    return forks_safely()


def _read_line() -> bytes:
    """One line, or nothing at the end. Byte by byte: what follows it belongs to whoever reads next."""
    line = bytearray()
    while (byte := os.read(0, 1)) and byte != b"\n":
        line += byte
    return bytes(line)


def _tell(event: dict[str, object]) -> None:
    # Whoever is gone needs no telling; the end of standard input follows.
    with contextlib.suppress(BrokenPipeError):
        os.write(1, json.dumps(event).encode() + b"\n")


def _name(name: str) -> None:
    """What `ps -o comm` shows, so that an operator can tell who works from who waits."""
    with contextlib.suppress(OSError):
        Path("/proc/self/comm").write_text(name, encoding="ascii")


def _end_with(parent: int) -> None:
    """Have the kernel send SIGTERM when the parent ends, however it does."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:
        raise SystemExit(3)


if __name__ == "__main__":
    sys.exit(_Standby().run())
