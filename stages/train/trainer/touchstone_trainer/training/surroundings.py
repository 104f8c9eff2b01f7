"""What a training talks to."""

from __future__ import annotations

from dataclasses import dataclass

from touchstone_trainer.events import Events
from touchstone_trainer.interrupts import Interrupts
from touchstone_trainer.training.checkpoint import CheckpointStore
from touchstone_trainer.training.group import Group


@dataclass(frozen=True)
class Surroundings:
    """Whom it tells, who may stop it, where it keeps what is done, and who shares the work."""

    events: Events
    interrupts: Interrupts
    store: CheckpointStore
    group: Group
