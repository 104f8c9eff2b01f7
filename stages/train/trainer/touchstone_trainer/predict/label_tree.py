"""Labels as a tree of tokens, so that what labels share is computed once.

The labels' tokens are appended to a prompt as one tree: a node sees the prompt and its own ancestors only, so
one forward pass gives the likelihood of every label with the prompt computed once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ROOT = -1
"""Parent of a label's first token: the last token of the prompt."""


@dataclass(frozen=True)
class LabelTree:
    """Input nodes (every token that another token follows) and the edges to be scored.

    `tokens`, `parents` and `depths` describe input nodes, parents before children, depth 1 after the prompt.
    `candidates[row]` are the tokens to be scored after row 0 (the prompt's last token) or row k + 1 (node k).
    `paths[label]` lists a label's (row, place in candidates[row]); its log-likelihood is the sum over them.
    """

    tokens: tuple[int, ...]
    parents: tuple[int, ...]
    depths: tuple[int, ...]
    candidates: tuple[tuple[int, ...], ...]
    paths: tuple[tuple[tuple[int, int], ...], ...]

    @property
    def size(self) -> int:
        """Tokens that the tree adds to a prompt."""
        return len(self.tokens)


def build_tree(labels: Sequence[Sequence[int]]) -> LabelTree:
    """The tree of labels given as token ids, none empty. `paths` is in the order of `labels`; everything else
    depends on their set only."""
    nodes: dict[tuple[int, ...], int] = {}
    for label in sorted(tuple(label) for label in labels):
        for end in range(1, len(label)):
            nodes.setdefault(label[:end], len(nodes))
    rows: list[dict[int, int]] = [{} for _ in range(len(nodes) + 1)]
    for label in sorted(tuple(label) for label in labels):
        for at, token in enumerate(label):
            row = rows[_row(nodes, label[:at])]
            row.setdefault(token, len(row))
    paths = [
        tuple(
            (_row(nodes, label[:at]), rows[_row(nodes, label[:at])][token]) for at, token in enumerate(label)
        )
        for label in (tuple(label) for label in labels)
    ]
    return LabelTree(
        tokens=tuple(prefix[-1] for prefix in nodes),
        parents=tuple(nodes.get(prefix[:-1], ROOT) for prefix in nodes),
        depths=tuple(len(prefix) for prefix in nodes),
        candidates=tuple(tuple(row) for row in rows),
        paths=tuple(paths),
    )


def group_labels(labels: Sequence[Sequence[int]], limit: int) -> list[list[int]]:
    """Indexes of labels in groups whose trees have at most `limit` nodes (a single label may have more).
    Neighbours in token order stay together, so groups share as much as they can and do not depend on the
    order given."""
    order = sorted(range(len(labels)), key=lambda index: tuple(labels[index]))
    groups: list[list[int]] = []
    prefixes: set[tuple[int, ...]] = set()
    for index in order:
        label = tuple(labels[index])
        added = {label[:end] for end in range(1, len(label))} - prefixes
        if not groups or (groups[-1] and len(prefixes) + len(added) > limit):
            groups.append([])
            prefixes = set()
            added = {label[:end] for end in range(1, len(label))}
        groups[-1].append(index)
        prefixes |= added
    return groups


def _row(nodes: dict[tuple[int, ...], int], prefix: tuple[int, ...]) -> int:
    return nodes[prefix] + 1 if prefix else 0
