"""`touchstone-trainer <verb> --job job.json`: reads files, writes files, prints events."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from touchstone_trainer import __version__
from touchstone_trainer.device import processes_for, share_cores
from touchstone_trainer.events import Events, NoEvents, claim_stdout
from touchstone_trainer.exit_codes import ExitCode
from touchstone_trainer.failures import classify
from touchstone_trainer.interrupts import Interrupts
from touchstone_trainer.job import BaseJob, ExportJob, InspectJob, Job, TrainJob
from touchstone_trainer.job_reader import load_job
from touchstone_trainer.offline import go_offline
from touchstone_trainer.processes import Place

VERBS = ("base", "inspect", "train", "predict", "export")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; returns the exit status (exit_codes.py)."""
    options = _parser().parse_args(arguments)
    place = Place.here()
    go_offline()
    share_cores()
    interrupts = Interrupts()
    interrupts.listen()
    stdout = claim_stdout()
    events = Events(stdout, on_closed=lambda: interrupts.request("nobody reads the events"))
    if not place.leads:
        events = NoEvents()
    # Our own launcher has said so for all.
    if place.store is None:
        events.emit("started", verb=options.verb, version=__version__, python=sys.version.split()[0])
    try:
        job = load_job(options.job, options.verb)
        count = _processes(job, place)
        if count > 1:
            from touchstone_trainer.launch import launch

            return launch(count, [options.verb, "--job", str(options.job)], events, interrupts)
        result = _run(job, events, interrupts)
    except BaseException as error:
        failure = classify(error)
        if failure.exit_code is ExitCode.INTERNAL:
            traceback.print_exc(file=sys.stderr)
        events.error(failure)
        return int(failure.exit_code)
    events.emit("result", **result)
    return int(ExitCode.DONE)


def _processes(job: Job, place: Place) -> int:
    """How many processes to start for the job; 1 for one of those that were started."""
    if not isinstance(job, TrainJob) or place.count > 1:
        return 1
    return processes_for(job.processes, job.device.device, job.batch_size * job.gradient_accumulation)


def _run(job: Job, events: Events, interrupts: Interrupts) -> dict[str, object]:
    # Each verb is imported when asked for: PyTorch alone takes over a second to start.
    if isinstance(job, BaseJob):
        from touchstone_trainer.base.materialise import run_base

        return run_base(job, events, interrupts)
    if isinstance(job, InspectJob):
        from touchstone_trainer.inspection import run_inspect

        return run_inspect(job)
    if isinstance(job, TrainJob):
        from touchstone_trainer.training.run import run_train

        return run_train(job, events, interrupts)
    if isinstance(job, ExportJob):
        from touchstone_trainer.export.run import run_export

        return run_export(job, events, interrupts)
    from touchstone_trainer.predict.run import run_predict

    return run_predict(job, events, interrupts)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="touchstone-trainer", description=__doc__)
    parser.add_argument("verb", choices=VERBS)
    parser.add_argument("--job", type=Path, required=True, help="path of the job file (JSON)")
    parser.add_argument("--version", action="version", version=__version__)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
