"""Attention masks for prompts with a label tree behind them, for models with and without a sliding window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch

from touchstone_trainer.failures import bad_base, is_out_of_memory
from touchstone_trainer.language_model import LanguageModel
from touchstone_trainer.predict.label_tree import ROOT, LabelTree, build_tree

_FULL, _SLIDING = "full_attention", "sliding_attention"


@dataclass(frozen=True)
class TreeBatch:
    """Input of one forward pass: prompts padded on the right to one width, then the tree's nodes. `rows`
    (batch, 1 + nodes) are the places, in the flattened batch, of the prompt's last token and of every
    node."""

    ids: torch.Tensor
    positions: torch.Tensor
    mask: torch.Tensor | dict[str, torch.Tensor]
    rows: torch.Tensor


class TreeAttention:
    """Builds batches for one model."""

    def __init__(self, model: LanguageModel) -> None:
        """Errors: `BASE_INVALID` for a model whose kind of attention is not known here, or that ignores
        masks."""
        self._model = model
        self._layer_kinds, self._window = _attention_of(model.config)
        self._check()

    def batch(self, prompts: Sequence[Sequence[int]], tree: LabelTree) -> TreeBatch:
        """One batch of prompts (token ids) with the tree behind each."""
        width, nodes = max(map(len, prompts)), tree.size
        total = width + nodes
        ids = torch.zeros((len(prompts), total), dtype=torch.long)
        positions = torch.zeros((len(prompts), total), dtype=torch.long)
        visible = torch.zeros((len(prompts), total, total), dtype=torch.bool)
        causal = torch.ones((width, width), dtype=torch.bool).tril()
        ancestors = _ancestors(tree)
        node_tokens = torch.tensor(tree.tokens, dtype=torch.long)
        depths = torch.tensor(tree.depths, dtype=torch.long)
        for index, prompt in enumerate(prompts):
            length = len(prompt)
            ids[index, :length] = torch.tensor(prompt)
            ids[index, width:] = node_tokens
            positions[index, :width] = torch.arange(width)
            positions[index, width:] = length - 1 + depths
            # Padding sees padding and prompt; nothing real sees it.
            visible[index, :width, :width] = causal
            visible[index, width:, :length] = True
            visible[index, width:, width:] = ancestors
        last = torch.tensor([len(prompt) - 1 for prompt in prompts]).unsqueeze(1)
        node_places = torch.arange(width, total).expand(len(prompts), nodes)
        starts = (torch.arange(len(prompts)) * total).unsqueeze(1)
        device = self._model.device.torch_name
        return TreeBatch(
            ids=ids.to(device),
            positions=positions.to(device),
            mask=self._masks(visible, positions, device),
            rows=(torch.cat([last, node_places], dim=1) + starts).to(device),
        )

    def _masks(
        self, visible: torch.Tensor, positions: torch.Tensor, device: str
    ) -> torch.Tensor | dict[str, torch.Tensor]:
        full = visible.unsqueeze(1)
        masks = {_FULL: full}
        if self._window is not None:
            # By position, not by place: the nodes stand behind the padding and beside one another.
            distance = positions.unsqueeze(2) - positions.unsqueeze(1)
            masks[_SLIDING] = full & (distance < self._window).unsqueeze(1)
        if self._layer_kinds is None:
            return self._in_form(masks[_SLIDING if self._window is not None else _FULL], device)
        return {kind: self._in_form(masks[kind], device) for kind in self._layer_kinds}

    def _in_form(self, visible: torch.Tensor, device: str) -> torch.Tensor:
        """Boolean for PyTorch's kernels; eager attention adds its mask to the scores."""
        if self._model.config._attn_implementation != "eager":
            return visible.to(device)
        dtype = self._model.head_weight.dtype
        hidden = torch.full(visible.shape, torch.finfo(dtype).min, dtype=dtype)
        return hidden.masked_fill_(visible, 0).to(device)

    def _check(self) -> None:
        """Compare two branches of a toy tree with plain text: an architecture that ignored the mask, or
        wanted it in another form, would answer wrongly without a word."""
        vocabulary = self._model.vocabulary
        prompt = [(7 * place + 3) % vocabulary for place in range(6)]
        branches = [[11 % vocabulary, 5 % vocabulary, 0], [12 % vocabulary, 6 % vocabulary, 0]]
        device = self._model.device.torch_name
        with torch.no_grad():
            batch = self.batch([prompt], build_tree(branches))
            try:
                hidden = self._model.hidden(batch.ids, batch.positions, batch.mask)[0]
            except (TypeError, AttributeError, KeyError, RuntimeError) as error:
                if is_out_of_memory(error):
                    raise
                raise bad_base(f"this architecture does not take a label tree: {error}"[:500]) from error
            for number, branch in enumerate(branches):
                # Nodes come branch by branch, as the branches are in token order and share nothing.
                found = hidden[len(prompt) + 2 * number + 1].float()
                plain = self._model.hidden(torch.tensor([prompt + branch[:2]], device=device))[0, -1].float()
                if torch.linalg.vector_norm(found - plain) > 0.1 * torch.linalg.vector_norm(plain):
                    raise bad_base("this architecture does not honour the attention mask of a label tree")


def _attention_of(config: Any) -> tuple[tuple[str, ...] | None, int | None]:
    """(layer kinds if the model takes one mask for each, else None; width of the sliding window or None)."""
    kinds = set(getattr(config, "layer_types", None) or ())
    if kinds - {_FULL, _SLIDING}:
        raise bad_base(f"attention of kind {', '.join(sorted(kinds))} is not supported")
    window = getattr(config, "sliding_window", None)
    if _SLIDING in kinds:
        return tuple(sorted(kinds)), window
    return None, None if kinds else window


def _ancestors(tree: LabelTree) -> torch.Tensor:
    """(nodes, nodes): whether the column's node is the row's own or an ancestor of it."""
    seen = torch.eye(tree.size, dtype=torch.bool)
    for node, parent in enumerate(tree.parents):
        if parent != ROOT:
            seen[node] |= seen[parent]
    return seen
