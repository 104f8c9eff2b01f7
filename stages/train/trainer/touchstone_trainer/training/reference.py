"""How likely the base alone takes each answer of a pair: computed once, before training, and kept."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch

from touchstone_trainer.device import release_memory
from touchstone_trainer.failures import bad_base, is_out_of_memory
from touchstone_trainer.files import read_sealed, write_sealed
from touchstone_trainer.language_model import LanguageModel
from touchstone_trainer.training.adapter import Adapter
from touchstone_trainer.training.preference import Losses, Pair, pair_losses
from touchstone_trainer.training.surroundings import Surroundings

# Tokens of a piece, which is what a killed process may lose: about half a minute on two cores.
_PIECE_TOKENS = 1 << 15
# Whoever carries the work directory elsewhere takes so many files and more.
_MOST_PIECES = 256
_FORMAT = 1


class Reference:
    """The losses of pairs with the adapter switched off, in pieces that a later process finds again. Each of
    several processes computes its share of a piece; the first one writes."""

    def __init__(
        self, model: LanguageModel, adapter: Adapter, work_dir: Path, identity: str, around: Surroundings
    ) -> None:
        """`identity`: pieces of another job are never looked at."""
        self._model = model
        self._adapter = adapter
        self._folder = work_dir / "reference" / identity[:32]
        self._identity = identity
        self._around, self._group = around, around.group
        # Pairs that are done, and all of them.
        self._told = 0, 0

    def losses(self, pairs: Sequence[Pair], at_once: int) -> list[Losses]:
        """Of each pair, `at_once` of them through the model together or fewer where memory runs out. Errors:
        `INTERRUPTED` and `RANK_LOST`, with what is done kept; `BASE_INVALID` where a loss is no number."""
        self._adapter.train_mode(False)
        order = sorted(range(len(pairs)), key=lambda index: pairs[index].length)
        found: dict[int, Losses] = {}
        for number, piece in enumerate(_pieces(order, pairs)):
            self._told = len(found), len(order)
            values = self._kept(number, len(piece))
            if values is None:
                values, at_once = self._computed([pairs[index] for index in piece], at_once)
                self._keep(number, values)
            found |= zip(piece, zip(values[::2], values[1::2], strict=True), strict=True)
        self._around.events.progress("reference", len(order), len(order))
        return [found[index] for index in range(len(pairs))]

    def _kept(self, number: int, count: int) -> list[float] | None:
        """A piece that was computed before: the first process reads it, and tells the others."""
        values: list[float] | None = None
        if self._group.place.leads:
            try:
                body = read_sealed(self._path(number))
                same = (body["format"], body["identity"]) == (_FORMAT, self._identity)
                values = [float(value) for value in body["losses"]] if same else None
            except (OSError, ValueError, KeyError, TypeError):
                # Not there, or damaged: it is computed.
                values = None
        if not self._group.any(values is not None and len(values) == 2 * count):
            return None
        return self._group.sum(values if values is not None else [0.0] * (2 * count))

    def _computed(self, pairs: Sequence[Pair], at_once: int) -> tuple[list[float], int]:
        """A piece, and how many pairs went through at once in the end."""
        own = self._group.share(range(len(pairs)))
        while True:
            values = [0.0] * (2 * len(pairs))
            failure: Exception | None = None
            try:
                with torch.no_grad(), self._adapter.off():
                    passes = [own[at : at + at_once] for at in range(0, len(own), at_once)]
                    own_done = 0
                    for part, counts in self._group.rounds(passes, [0]):
                        if self._group.asked_to_stop(self._around.interrupts):
                            break
                        losses, _ = pair_losses(self._model, [pairs[index] for index in part])
                        if not counts:
                            continue
                        for index, both in zip(part, losses.tolist(), strict=True):
                            values[2 * index : 2 * index + 2] = both
                        # In the middle of a piece too: long texts take their time, and silence for too
                        # long ends the work.
                        before, total = self._told
                        own_done += len(part)
                        done = before + own_done * self._group.place.count
                        self._around.events.progress("reference", min(done, total), total)
            except (RuntimeError, MemoryError, OSError) as error:
                if self._group.in_step or not is_out_of_memory(error):
                    raise
                failure = error
            self._group.stop_if_asked(self._around.interrupts)
            *summed, failures = self._group.sum([*values, float(failure is not None)])
            if failures == 0:
                return _numbers(summed), at_once
            if at_once == 1:
                raise failure or MemoryError("memory ran out in another process")
            at_once = max(1, at_once // 2)
            release_memory(self._model.device)
            self._around.events.warning(
                "BATCH_HALVED",
                f"memory ran out with twice as many pairs at once: on with {at_once}",
                batch_size=at_once,
            )

    def _keep(self, number: int, values: list[float]) -> None:
        if self._group.place.leads:
            self._folder.mkdir(parents=True, exist_ok=True)
            body: dict[str, object] = {"format": _FORMAT, "identity": self._identity, "losses": values}
            write_sealed(self._path(number), body)

    def _path(self, number: int) -> Path:
        return self._folder / f"piece-{number:06d}.json"


def _pieces(order: Sequence[int], pairs: Sequence[Pair]) -> Iterator[list[int]]:
    enough = max(_PIECE_TOKENS, sum(pair.length for pair in pairs) // _MOST_PIECES)
    piece: list[int] = []
    tokens = 0
    for index in order:
        piece.append(index)
        tokens += pairs[index].length
        if tokens >= enough:
            yield piece
            piece, tokens = [], 0
    if piece:
        yield piece


def _numbers(values: list[float]) -> list[float]:
    if not all(map(math.isfinite, values)):
        raise bad_base("an answer's likelihood by the base alone is no number in this dtype")
    return values
