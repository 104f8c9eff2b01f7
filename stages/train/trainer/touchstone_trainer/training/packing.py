"""Several records in one row, none of which reads another.

A padded batch is as wide as its longest record; a row holds records end to end, so nothing but their own
tokens is computed. Positions begin anew with each record, which is also how Transformers is told where one
ends: the masks that it makes, those of sliding windows included, hold each record apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

    from touchstone_trainer.language_model import LanguageModel

# The same record read behind two others of different tokens: rounding aside, it must not know them apart.
_PROBE = 6
_TOLERANCE = 1e-2


def pack(indexes: Sequence[int], lengths: Sequence[int], capacity: int) -> list[list[int]]:
    """Rows of at most `capacity` tokens, by first fit of the longest first (Johnson 1973); a record longer
    than that has a row of its own. The order depends on the arguments alone."""
    rows: list[list[int]] = []
    room: list[int] = []
    for index in sorted(indexes, key=lambda index: (-lengths[index], index)):
        at = next((at for at, left in enumerate(room) if left >= lengths[index]), None)
        if at is None:
            rows.append([])
            room.append(capacity)
            at = len(rows) - 1
        rows[at].append(index)
        room[at] -= lengths[index]
    return rows


def positions_of(lengths: Sequence[int]) -> torch.Tensor:
    """Places of a row's tokens (1, tokens), each in its own record."""
    import torch

    return torch.cat([torch.arange(length) for length in lengths]).unsqueeze(0)


def keeps_records_apart(model: LanguageModel) -> bool:
    """Whether this base reads each record of a row by itself: told by reading, since what a layer carries
    from token to token (a convolution, a state) no mask and no position takes away."""
    import torch

    lengths = (_PROBE, _PROBE)
    positions = positions_of(lengths).to(model.device.torch_name)
    soft, model.soft_prompt = model.soft_prompt, None
    try:
        with torch.no_grad():
            rows = [
                torch.tensor([[*others, *range(_PROBE)]]).remainder(model.vocabulary)
                for others in (range(7, 7 + _PROBE), range(90, 90 - _PROBE, -1))
            ]
            read = [
                model.hidden(row.to(model.device.torch_name), positions, lengths=lengths)[0, _PROBE:].float()
                for row in rows
            ]
    finally:
        model.soft_prompt = soft
    return bool((read[0] - read[1]).abs().max() <= _TOLERANCE * read[0].abs().max())
