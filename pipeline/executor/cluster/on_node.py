"""Does one piece of Touchstone's model work on a node: in a job of Slurm, or a pod of Kubernetes.

It is started for the folder of the work, which the service shares with the node. It compares
each input with its digest, runs the trainer, writes its events to `events.jsonl` and, at the end,
`outcome.json`. It goes on from the checkpoints of an earlier start. SIGTERM has the trainer store a
checkpoint and ends it within half a minute.
"""

import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

Event = dict[str, Any]

PROGRESS_SECONDS = 2.0
STOP_SECONDS = 2.0
GRACE_SECONDS = 20
# A service may be down over a day; a run that was cancelled while it was asks nobody for its job.
ABANDONED_SECONDS = 24 * 3600
LOG_TAIL = 16 * 1024
# A node that was taken for lost may come back while another one goes on from the checkpoint.
START = uuid.uuid4().hex
BAD_JOB = 2
INTERRUPTED = 3
ENVIRONMENT = 4
# Starts in a row, ended by the cluster before they stored a checkpoint, after which the next would bring
# none either. One may be made to give way as soon as it has begun, which says nothing of it.
FRUITLESS_STARTS = 3
# Ends a work that nobody wants, so that a cluster does not begin it again; the outcome says INTERRUPTED.
UNWANTED = 64


class Refused(Exception):
    """The work cannot be begun; the event says why."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.event: Event = {"event": "error", "code": code, "message": message, "details": {}}


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def check_inputs(sums: dict[str, str]) -> None:
    for name, wanted in sums.items():
        path = Path(name)
        found = sha256_of(path) if path.is_file() else "not there"
        if found != wanted:
            raise Refused(ENVIRONMENT, "INPUT_CHANGED", f"{name}: {found}")


def write_whole(path: Path, content: Event) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    with part.open("w", encoding="utf-8") as file:
        json.dump(content, file)
        file.flush()
        # The service reads it on another machine.
        os.fsync(file.fileno())
    part.replace(path)


def state_of(folder: Path) -> str:
    """Differs as soon as a checkpoint was stored; what is counted of the work's resources aside."""
    names = [path for path in sorted(folder.rglob("*")) if "usage" not in path.parts and path.is_file()]
    return json.dumps([[str(path), path.stat().st_mtime_ns] for path in names if path.suffix != ".lock"])


def superseded(place: Path, attempt: str) -> bool:
    """Whether another start of the same job took the work over."""
    return (place / f"holder-{attempt}").read_text(encoding="utf-8") != START


def restarts_of(place: Path, attempt: str) -> int:
    """How often this job was started before: by the cluster's own count, else by ours."""
    told = os.environ.get("TOUCHSTONE_RESTARTS")
    if told is not None:
        return int(told or 0)
    starts = place / f"starts-{attempt}"
    with starts.open("ab") as file:
        file.write(f"{START}\n".encode())
    return starts.read_bytes().count(b"\n") - 1


def fruitless_starts(place: Path, attempt: str, progressed: bool) -> int:
    """How many starts in a row, with this one, stored no checkpoint."""
    tally = place / f"fruitless-{attempt}"
    if progressed:
        tally.unlink(missing_ok=True)
        return 0
    with tally.open("ab") as file:
        file.write(f"{START}\n".encode())
    return tally.read_bytes().count(b"\n")


def reason_to_stop(place: Path, attempt: str) -> str | None:
    """The service's word to stop, or its long silence; None where somebody waits for this work."""
    try:
        if (place / f"stop-{attempt}").exists():
            return "the work was cancelled"
        if superseded(place, attempt):
            return "it was started anew elsewhere"
        silence = time.time() - (place / "watched").stat().st_mtime
    except OSError:
        # The shared folder is away for a moment.
        return None
    return "nobody waits for the work any more" if silence > ABANDONED_SECONDS else None


class Trainer:
    """The trainer's process, and what it said last."""

    def __init__(self, python: str, job: Event, package: str, place: Path) -> None:
        self.result: Event | None = None
        self.error: Event | None = None
        self._place = place
        self._asked = threading.Event()
        file = place / "job.json"
        write_whole(file, job)
        path = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(path),
            "PYTHONUNBUFFERED": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "TOKENIZERS_PARALLELISM": "false",
            "HF_HUB_OFFLINE": "1",
            "TRANSFORMERS_OFFLINE": "1",
        }
        command = [python, "-m", "touchstone_trainer", job["verb"], "--job", str(file)]
        # Its standard input ends when this process does, however that comes about.
        self._child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(place / "trainer.log").open("ab"),
            env=environment,
            cwd=place,
        )

    def stop(self, *_: object) -> None:
        """Lets it store its checkpoint; ends it when it does not."""
        if not self._asked.is_set():
            self._asked.set()
            self._child.terminate()
            signal.signal(signal.SIGALRM, lambda *_: self._child.kill())
            signal.alarm(GRACE_SECONDS)

    def stop_when(self, unwanted: Callable[[], str | None]) -> None:
        """Looks whether the work is still wanted, also where the cluster cannot be reached."""
        while not self._asked.wait(STOP_SECONDS):
            if unwanted():
                os.kill(os.getpid(), signal.SIGTERM)
                return

    def run(self) -> int:
        told = 0.0
        begun: set[object] = set()
        assert self._child.stdout is not None
        with (self._place / "events.jsonl").open("ab", buffering=0) as events:
            for line in self._child.stdout:
                try:
                    event = json.loads(line)
                    kind = event.get("event")
                except (ValueError, AttributeError):
                    continue
                self.result = event if kind == "result" else self.result
                self.error = event if kind == "error" else self.error
                now = time.monotonic()
                # What has just begun is told at once; how it goes on, now and then.
                begins = kind == "progress" and event.get("stage") not in begun
                if kind == "resumed" or begins or (kind == "progress" and now - told >= PROGRESS_SECONDS):
                    told = now
                    begun.add(event.get("stage"))
                    events.write(line)
        status = self._child.wait()
        # It may have been asked to stop before it listened.
        return INTERRUPTED if status == -signal.SIGTERM and self._asked.is_set() else status


def stopped_early(*_: object) -> None:
    raise Refused(INTERRUPTED, "INTERRUPTED", "it was asked to stop before the trainer began")


def work_in(place: Path, attempt: str, python: str) -> tuple[int, Event | None, Event | None]:
    letter = json.loads((place / "work.json").read_text(encoding="utf-8"))

    def unwanted() -> str | None:
        return reason_to_stop(place, attempt)

    (place / f"holder-{attempt}").write_text(START, encoding="utf-8")
    if reason := unwanted():
        raise Refused(INTERRUPTED, "INTERRUPTED", reason)
    check_inputs(letter["sha256"])
    job = letter["job"]
    if job["threads"] is None and os.environ.get("TOUCHSTONE_CPUS", "").isdigit():
        job["threads"] = int(os.environ["TOUCHSTONE_CPUS"])
    checkpoints = Path(job["work_dir"])
    before = state_of(checkpoints)
    trainer = Trainer(python, job, letter["package"], place)
    signal.signal(signal.SIGTERM, trainer.stop)
    signal.signal(signal.SIGINT, trainer.stop)
    threading.Thread(target=trainer.stop_when, args=(unwanted,), daemon=True).start()
    status = trainer.run()
    # Whoever counts restarts has a time limit to come back from.
    if status == INTERRUPTED and "TOUCHSTONE_RESTARTS" in os.environ and unwanted() is None:
        fruitless = fruitless_starts(place, attempt, progressed=state_of(checkpoints) != before)
        if fruitless >= FRUITLESS_STARTS:
            message = f"not one checkpoint in {fruitless} starts"
            raise Refused(BAD_JOB, "NO_PROGRESS", message)
    return status, trainer.result, trainer.error


def files_in(output: Path) -> list[Event]:
    return [
        {"path": path.relative_to(output).as_posix(), "bytes": path.stat().st_size, "sha256": sha256_of(path)}
        for path in sorted(output.rglob("*"))
        if path.is_file()
    ]


def main(arguments: list[str]) -> int:
    place, attempt = Path(arguments[1]), arguments[2]
    signal.signal(signal.SIGTERM, stopped_early)
    signal.signal(signal.SIGINT, stopped_early)
    outcome = place / "outcome.json"
    restarts = restarts_of(place, attempt)
    # That of an earlier start says nothing of this one.
    outcome.unlink(missing_ok=True)
    result = error = None
    files: list[Event] = []
    try:
        status, result, error = work_in(place, attempt, sys.executable)
        if status == 0:
            files = files_in(place / "output")
    except Refused as refused:
        status, error = refused.status, refused.event
    except OSError as fault:
        status = ENVIRONMENT
        error = {"event": "error", "code": "IO_ERROR", "message": str(fault)[:500], "details": {}}
    if status == INTERRUPTED and (place / f"holder-{attempt}").exists() and superseded(place, attempt):
        # What is told of the work is told by whoever does it now.
        return status
    log = place / "trainer.log"
    tail = log.read_bytes()[-LOG_TAIL:].decode("utf-8", "replace") if log.exists() else ""
    write_whole(
        outcome,
        {
            "format": 1,
            "job": os.environ.get("TOUCHSTONE_JOB", ""),
            "attempt": int(attempt),
            "node": os.environ.get("TOUCHSTONE_NODE", ""),
            "restarts": restarts,
            # A signal's number is below zero here; a shell says 128 and more.
            "status": status,
            "result": result,
            "error": error,
            "log": tail,
            "files": files,
        },
    )
    if status == INTERRUPTED and reason_to_stop(place, attempt) is not None:
        return UNWANTED
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(main(sys.argv))
