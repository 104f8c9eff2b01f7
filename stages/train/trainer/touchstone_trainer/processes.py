"""Which of several processes this one is: torchrun, `accelerate launch` and our own launcher all say it by
the same variables."""

from __future__ import annotations

import os
from dataclasses import dataclass

# Set by our own launcher: a file that the processes of one machine find one another by, so that no port is
# opened for it.
STORE_VARIABLE = "TOUCHSTONE_TRAINER_STORE"


@dataclass(frozen=True)
class Place:
    """`rank` of `count` processes in all; `local_rank` of `local_count` on this machine."""

    rank: int = 0
    count: int = 1
    local_rank: int = 0
    local_count: int = 1
    store: str | None = None

    @staticmethod
    def here() -> Place:
        """As the variables say; without them the only process."""
        count = _number("WORLD_SIZE", 1)
        if count == 1:
            return Place()
        rank = _number("RANK", 0)
        return Place(
            rank=rank,
            count=count,
            local_rank=_number("LOCAL_RANK", rank),
            local_count=_number("LOCAL_WORLD_SIZE", count),
            store=os.environ.get(STORE_VARIABLE),
        )

    @property
    def leads(self) -> bool:
        """Whether this is the one process that prints events and writes files."""
        return self.rank == 0


def _number(name: str, otherwise: int) -> int:
    text = os.environ.get(name, "")
    return int(text) if text.isdigit() else otherwise
