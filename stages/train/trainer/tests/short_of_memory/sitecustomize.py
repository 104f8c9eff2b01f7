"""With this folder in PYTHONPATH a process finds too little memory for all but a base that is divided over
the processes which train together."""

from touchstone_trainer.device import share_cores

share_cores()

from touchstone_trainer.training.fit import check, ladder  # noqa: E402


def _first_sharded(rungs: list[ladder.Rung], *_: object) -> int:
    return next(index for index, rung in enumerate(rungs) if rung.sharded)


check.lowest_needed = _first_sharded
