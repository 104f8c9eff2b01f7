"""Cross-entropy of answer tokens against a large vocabulary, without ever holding more than a slice of the
logits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

from touchstone_trainer.language_model import LanguageModel
from touchstone_trainer.training.examples import Example
from touchstone_trainer.training.packing import positions_of

_PAD = 0


@dataclass(frozen=True)
class Batch:
    """`ids` (batch, tokens), padded on the right; `rows` are the places of the flattened batch whose next
    token belongs to an answer, `targets` those tokens. `tokens` counts what is not padding. Of a packed
    batch, which is one row, `lengths` are the records' and `positions` their tokens' places."""

    ids: torch.Tensor
    rows: torch.Tensor
    targets: torch.Tensor
    tokens: int
    positions: torch.Tensor | None = None
    lengths: tuple[int, ...] | None = None


def make_batch(examples: Sequence[Example], device: str) -> Batch:
    """Collate examples for one forward pass."""
    width = max(example.length for example in examples)
    ids = torch.full((len(examples), width), _PAD, dtype=torch.long)
    rows: list[int] = []
    targets: list[int] = []
    for index, example in enumerate(examples):
        ids[index, : example.length] = torch.tensor(example.prompt + example.answer[:-1])
        first = index * width + len(example.prompt) - 1
        rows += range(first, first + len(example.answer))
        targets += example.answer
    return Batch(
        ids=ids.to(device),
        rows=torch.tensor(rows).to(device),
        targets=torch.tensor(targets).to(device),
        tokens=sum(example.length for example in examples),
    )


def make_packed_batch(examples: Sequence[Example], device: str) -> Batch:
    """Lay examples end to end in one row."""
    lengths = tuple(example.length for example in examples)
    rows: list[int] = []
    start = 0
    for example in examples:
        first = start + len(example.prompt) - 1
        rows += range(first, first + len(example.answer))
        start += example.length
    return Batch(
        ids=torch.tensor([[i for e in examples for i in (*e.prompt, *e.answer[:-1])]]).to(device),
        rows=torch.tensor(rows).to(device),
        targets=torch.tensor([i for example in examples for i in example.answer]).to(device),
        tokens=start,
        positions=positions_of(lengths).to(device),
        lengths=lengths,
    )


def answer_loss(model: LanguageModel, batch: Batch) -> torch.Tensor:
    """Sum over the batch's answer tokens of -log p(token | what stands before it), a float32 scalar."""
    return token_losses(model, batch).sum()


def token_losses(model: LanguageModel, batch: Batch) -> torch.Tensor:
    """-log p(token | what stands before it) of each answer token, in the batch's order, float32."""
    hidden = model.hidden(batch.ids, batch.positions, lengths=batch.lengths)
    rows = hidden.reshape(-1, hidden.shape[-1]).index_select(0, batch.rows)
    with_gradient = torch.is_grad_enabled()
    losses: torch.Tensor = _SlicedCrossEntropy.apply(  # type: ignore[no-untyped-call]
        rows, batch.targets, model, with_gradient
    )
    return losses


class _SlicedCrossEntropy(torch.autograd.Function):
    """Losses and their gradients by slices of rows. The head is frozen, so the gradient of a slice is
    finished in the forward pass: (softmax(z) - onehot) · ∂z/∂row."""

    @staticmethod
    def forward(
        ctx: Any, rows: torch.Tensor, targets: torch.Tensor, model: LanguageModel, with_gradient: bool
    ) -> torch.Tensor:
        losses: list[torch.Tensor] = []
        gradients: list[torch.Tensor] = []
        for part in model.slices(len(rows)):
            wanted = targets[part].unsqueeze(1)
            logits = model.logits(rows[part])
            log_probabilities = logits.log_softmax(-1)
            losses.append(log_probabilities.gather(1, wanted).squeeze(1).neg())
            if with_gradient:
                cap_slope = model.cap_slope(logits)
                slope = log_probabilities.exp_()
                slope.scatter_add_(1, wanted, torch.full_like(wanted, -1, dtype=slope.dtype))
                if cap_slope is not None:
                    slope.mul_(cap_slope)
                gradients.append(slope.to(rows.dtype) @ model.head_weight)
        if with_gradient:
            ctx.save_for_backward(torch.cat(gradients))
        return torch.cat(losses)

    @staticmethod
    def backward(ctx: Any, gradient: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        (rows_gradient,) = ctx.saved_tensors
        return rows_gradient * gradient.to(rows_gradient.dtype).unsqueeze(1), None, None, None
