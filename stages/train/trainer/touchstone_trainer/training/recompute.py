"""Activations of a layer computed again in the backward pass in place of being kept (Chen et al. 2016,
"Training Deep Nets with Sublinear Memory Cost"): half as much arithmetic again, for a small part of the
memory. Dropout is drawn as it was, so the gradients are the same to the bit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch.utils.checkpoint import checkpoint
from transformers.modeling_layers import GradientCheckpointingLayer

from touchstone_trainer.language_model import LanguageModel


def recompute_layers(model: LanguageModel) -> int:
    """Make every layer of the decoder keep its input alone; returns how many do. Transformers' own switch
    asks for training mode too, in which a base's own dropout would begin."""
    layers = decoder_layers(model)
    for layer in layers:
        layer.forward = _recomputed(layer.forward)
    return len(layers)


def decoder_layers(model: LanguageModel) -> list[GradientCheckpointingLayer]:
    """In their order."""
    return [module for module in model.module.modules() if isinstance(module, GradientCheckpointingLayer)]


def _recomputed(forward: Callable[..., Any]) -> Callable[..., Any]:
    def read(*given: Any, **named: Any) -> Any:
        if not torch.is_grad_enabled():
            return forward(*given, **named)
        return checkpoint(forward, *given, use_reentrant=False, **named)

    return read
