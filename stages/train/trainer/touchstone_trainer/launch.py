"""Several processes that train one adapter on one machine: started, watched and ended together.

torchrun does as much, but tells a failure of any process as its own status 1, so the caller could not know
whether to try again.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from touchstone_trainer.events import Events
from touchstone_trainer.exit_codes import ExitCode
from touchstone_trainer.failures import rank_lost
from touchstone_trainer.interrupts import Interrupts
from touchstone_trainer.processes import STORE_VARIABLE

# Whoever waits for a process that is gone notices by its closed connection; a GPU's library may not.
_GRACE_SECONDS = 10.0
_LOOK_SECONDS = 0.05
# ioctl(2) on Linux: SIOCGIFFLAGS, SIOCSIFFLAGS and IFF_UP.
_GET_FLAGS, _SET_FLAGS, _UP = 0x8913, 0x8914, 1


def launch(count: int, arguments: Sequence[str], events: Events, interrupts: Interrupts) -> int:
    """Run the command with these arguments in `count` processes; returns the exit status of the first, which
    alone prints events. One that dies ends all: then the status says to try again."""
    _raise_loopback()
    with tempfile.TemporaryDirectory(prefix="touchstone-processes-") as folder:
        children = [
            _start(rank, count, arguments, Path(folder) / "store", events.descriptor())
            for rank in range(count)
        ]
        try:
            _watch(children, interrupts)
        finally:
            for child in children:
                if child.poll() is None:
                    child.kill()
                child.wait()
    status = children[0].returncode
    if status >= 0:
        return status
    lost = rank_lost("the first of the processes was killed")
    events.error(lost)
    return int(lost.exit_code)


def _start(
    rank: int, count: int, arguments: Sequence[str], store: Path, stdout: int
) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "RANK": str(rank),
        "LOCAL_RANK": str(rank),
        "WORLD_SIZE": str(count),
        "LOCAL_WORLD_SIZE": str(count),
        STORE_VARIABLE: str(store),
    }
    # They speak with one another inside this machine only.
    loopback = "lo0" if sys.platform == "darwin" else "lo"
    environment.setdefault("GLOO_SOCKET_IFNAME", loopback)
    environment.setdefault("NCCL_SOCKET_IFNAME", loopback)
    return subprocess.Popen(
        [sys.executable, "-m", "touchstone_trainer", *arguments],
        # Ends with this process, so that none is left behind.
        stdin=subprocess.PIPE,
        stdout=stdout if rank == 0 else 2,
        env=environment,
    )


def _watch(children: Sequence[subprocess.Popen[bytes]], interrupts: Interrupts) -> None:
    """Until all have ended: pass a request to stop on, and end those that one which failed left behind."""
    told = False
    deadline: float | None = None
    while any(child.poll() is None for child in children):
        if interrupts.requested and not told:
            told = True
            for child in children:
                child.terminate()
        if deadline is None and any(child.poll() not in (None, ExitCode.DONE) for child in children):
            deadline = time.monotonic() + _GRACE_SECONDS
        if deadline is not None and time.monotonic() > deadline:
            return
        time.sleep(_LOOK_SECONDS)


def _raise_loopback() -> None:
    """A network namespace of one's own begins with a loopback that is down; whoever made it may raise it."""
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        asked = struct.pack("16sH14x", b"lo", 0)
        flags = struct.unpack("16sH14x", fcntl.ioctl(any_socket, _GET_FLAGS, asked))[1]
        if not flags & _UP:
            fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sH14x", b"lo", flags | _UP))
