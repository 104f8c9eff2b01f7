"""Work that ceases to tell of its progress."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PACKAGE = Path(__file__).parents[1]

_WORK = """
import sys, time
from touchstone_trainer.events import Events
from touchstone_trainer.stuck import ends_when_stuck

events = Events(sys.stdout)
with ends_when_stuck(events, least_seconds=1.5, times=3):
    for step in range(8):
        events.progress("train", step, 100, message="a step")
        time.sleep({step})
    time.sleep({then})
print("went on", flush=True)
"""


def begin(step: float, then: float) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _WORK.format(step=step, then=then)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=PACKAGE,
    )


def test_ends_to_be_tried_again_and_says_where_it_stood() -> None:
    work = begin(step=0.01, then=120)
    out, err = work.communicate(timeout=60)
    last = json.loads(out.splitlines()[-1])
    assert work.returncode == 4
    assert (last["event"], last["code"], last["retryable"]) == ("error", "TRAINER_STUCK", True)
    assert 'File "<string>"' in err, "where the main thread stood"


def test_is_not_ended_while_it_moves_however_slowly_nor_for_having_been_paused() -> None:
    slow = begin(step=0.7, then=1)
    assert slow.communicate(timeout=60)[0].endswith("went on\n"), "three times the longest step is more"
    paused = begin(step=0.2, then=0)
    assert paused.stdout is not None
    paused.stdout.readline()
    os.kill(paused.pid, signal.SIGSTOP)
    time.sleep(3)
    os.kill(paused.pid, signal.SIGCONT)
    assert paused.communicate(timeout=60)[0].endswith("went on\n")
