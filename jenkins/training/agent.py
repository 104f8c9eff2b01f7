"""Runs one training of Touchstone on an agent of Jenkins.

`touchstone jenkins setup --training` writes this file into the job, so an agent needs no copy of its own. It
needs an interpreter that has `touchstone_trainer` (TOUCHSTONE_PYTHON, else this one), and a directory with
base models by digest (TOUCHSTONE_BASES). Lines that begin with the prefix are events for Touchstone; all else
is for people.
"""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

Event = dict[str, Any]

PREFIX = "@touchstone "
PROGRESS_SECONDS = 5.0
GRACE_SECONDS = 20
LOG_TAIL = 16 * 1024
DIGEST = re.compile("[0-9a-f]{64}")
FILE = re.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}")
BASE_UNREACHABLE = 7
ENVIRONMENT = 4
PASSED = (
    *("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "PYTHONPATH"),
    *("CUDA_VISIBLE_DEVICES", "NVIDIA_VISIBLE_DEVICES"),
    # By these Jenkins finds what a build has started, and ends it.
    *("BUILD_ID", "BUILD_TAG", "JENKINS_SERVER_COOKIE", "JENKINS_NODE_COOKIE"),
)


class Refused(Exception):
    """The work cannot be begun; the event says why."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.event: Event = {
            "event": "error",
            "code": code,
            "retryable": False,
            "message": message,
            "details": {},
        }


def tell(event: Event) -> None:
    # Plain ASCII: consoles of agents speak many encodings.
    print(PREFIX + json.dumps(event), flush=True)


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def received(name: str, sums: dict[str, str]) -> Path:
    path = Path(name).resolve()
    if not path.is_file() or sha256_of(path) != sums.get(name):
        raise Refused(ENVIRONMENT, "IO_ERROR", f"the file {name} did not arrive whole")
    return path


def base_directory(digest: str, sums: dict[str, str]) -> Path:
    """The base on this agent; unpacked first where it was sent along."""
    if not DIGEST.fullmatch(digest):
        raise Refused(2, "JOB_INVALID", "the digest of the base is none")
    bases = Path(os.environ.get("TOUCHSTONE_BASES") or Path.home() / ".touchstone" / "bases")
    base = bases / digest
    if not base.is_dir() and "BASE" in sums:
        unpack(received("BASE", sums), base)
    if not base.is_dir():
        raise Refused(BASE_UNREACHABLE, "BASE_UNREACHABLE", f"no base model {digest} in {bases}")
    return base.resolve()


def unpack(archive: Path, base: Path) -> None:
    """Files of one level with plain names alone; whole, or not at all."""
    part = base.with_name(f"{base.name}.{os.getpid()}.part")
    part.mkdir(parents=True)
    try:
        with zipfile.ZipFile(archive) as packed:
            for entry in packed.infolist():
                if not FILE.fullmatch(entry.filename):
                    raise Refused(2, "BASE_UNSAFE", "the base holds a file whose name is not plain")
                with packed.open(entry) as source, (part / entry.filename).open("xb") as target:
                    shutil.copyfileobj(source, target, 1 << 20)
        try:
            part.rename(base)
        except OSError:
            # Another build was quicker.
            if not base.is_dir():
                raise
    finally:
        shutil.rmtree(part, ignore_errors=True)


def prepared(work: Path) -> Path:
    """The job with the paths of this agent."""
    envelope = json.loads(os.environ["JOB"])
    sums = envelope["sha256"]
    job = envelope["job"]
    job["base_dir"] = str(base_directory(envelope["base_digest"], sums))
    job["train_records"] = str(received("TRAIN", sums))
    job["validation_records"] = str(received("VALIDATION", sums)) if "VALIDATION" in sums else None
    # The same work goes on from its checkpoint where an earlier build was stopped in this workspace.
    job["work_dir"] = str(work / "checkpoints")
    job["out_dir"] = str(work / "output")
    job.update(device=os.environ.get("TOUCHSTONE_DEVICE") or "auto", dtype="auto", threads=None)
    file = work / "job.json"
    file.write_text(json.dumps(job), encoding="utf-8")
    return file


def trained(job: Path, log: Path) -> tuple[int, Event | None, Event | None]:
    """Runs the trainer to its end; gives its status, its result and its error."""
    python = os.environ.get("TOUCHSTONE_PYTHON") or sys.executable
    environment = {name: os.environ[name] for name in PASSED if name in os.environ}
    environment.update(PYTHONUNBUFFERED="1", HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")
    command = [python, "-m", "touchstone_trainer", "train", "--job", str(job)]
    result = error = None
    told = 0.0
    begun: set[object] = set()
    with log.open("wb") as stderr:
        # Its standard input ends when this process does, however that comes about.
        child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr, env=environment
        )
        signal.signal(signal.SIGTERM, lambda *_: stop(child))
        signal.signal(signal.SIGINT, lambda *_: stop(child))
        assert child.stdout is not None
        for line in child.stdout:
            try:
                event = json.loads(line)
            except ValueError:
                continue
            kind = event.get("event")
            result = event if kind == "result" else result
            error = event if kind == "error" else error
            now = time.monotonic()
            # Each step has a metric; progress says its loss as well.
            if kind == "metric" and "validation_loss" not in event:
                continue
            # What has just begun is told at once; how it goes on, now and then.
            begins = kind == "progress" and event.get("stage") not in begun
            if kind != "progress" or begins or now - told >= PROGRESS_SECONDS:
                if kind == "progress":
                    told = now
                    begun.add(event.get("stage"))
                tell(event)
        return child.wait(), result, error


def stop(child: subprocess.Popen[bytes]) -> None:
    """Lets the trainer store its checkpoint; ends it when it does not."""
    child.terminate()
    signal.signal(signal.SIGALRM, lambda *_: child.kill())
    signal.alarm(GRACE_SECONDS)


def collected(output: Path, result: Path) -> list[Event]:
    """Moves what was made to where it is archived, and says what it is."""
    files = []
    for path in sorted(output.rglob("*")):
        if path.is_file():
            name = path.relative_to(output).as_posix()
            files.append({"path": name, "bytes": path.stat().st_size, "sha256": sha256_of(path)})
    shutil.move(str(output), str(result / "output"))
    return files


def identity_of(envelope: Event) -> str:
    """Names a training, its base sent along or not: a later build goes on where one was stopped."""
    records = {name: digest for name, digest in envelope["sha256"].items() if name != "BASE"}
    named = json.dumps([envelope["base_digest"], records, envelope["job"]], sort_keys=True)
    return hashlib.sha256(named.encode()).hexdigest()[:32]


def main() -> int:
    result = Path("result")
    shutil.rmtree(result, ignore_errors=True)
    result.mkdir()
    work = Path("work").resolve() / identity_of(json.loads(os.environ["JOB"]))
    work.mkdir(parents=True, exist_ok=True)
    log = work / "trainer.log"
    found = event = None
    files: list[Event] = []
    try:
        status, found, event = trained(prepared(work), log)
        if status == 0:
            files = collected(work / "output", result)
            shutil.rmtree(work)
    except Refused as refused:
        status, event = refused.status, refused.event
        tell(event)
    except OSError as fault:
        status = ENVIRONMENT
        event = {"event": "error", "code": "IO_ERROR", "message": str(fault)[:500]}
        tell(event)
    tail = log.read_bytes()[-LOG_TAIL:].decode("utf-8", "replace") if log.exists() else ""
    print(tail, flush=True)
    outcome = {"format": 1, "status": status, "result": found, "error": event, "log": tail, "files": files}
    (result / "outcome.json").write_text(json.dumps(outcome), encoding="utf-8")
    # A signal's number is below zero here; a shell says 128 and more.
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(main())
