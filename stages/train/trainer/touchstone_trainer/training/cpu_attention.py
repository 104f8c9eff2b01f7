"""Causal attention for training on a CPU, with a backward pass of our own.

PyTorch's flash kernel for CPUs takes four times as long on the short sequences of instruction data (22 ms
against 5 ms forward and backward for 8 sequences of 105 tokens, 4 heads of 256, bfloat16, one thread): it is
made for sequences whose score matrix would not fit into memory. Scores are multiplied in the inputs' dtype
and soft-maxed in float32, as in Transformers' eager attention.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from transformers import AttentionInterface
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import AttentionMaskInterface, sdpa_mask

from touchstone_trainer.language_model import LanguageModel

_NAME = "touchstone_cpu"
# Beyond this the score matrix is no longer small beside the other activations.
LONGEST = 1024
# Arguments that change the result and that only some architectures use; they are left to Transformers.
_UNUSUAL = ("softcap", "s_aux", "position_bias")


def use_cpu_attention(model: LanguageModel) -> None:
    """Make a model on the CPU attend with `cpu_attention`. Elsewhere PyTorch's kernels are the better choice,
    and an architecture that Transformers runs without them (soft-capped scores) keeps its own."""
    if model.device.kind != "cpu" or model.config._attn_implementation != "sdpa":
        return
    AttentionInterface.register(_NAME, cpu_attention)
    AttentionMaskInterface.register(_NAME, sdpa_mask)
    model.module.set_attn_implementation(_NAME)
    model.attends_by_lengths = True


def cpu_attention(
    module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    dropout: float = 0.0,
    scaling: float | None = None,
    packed_lengths: Sequence[int] | None = None,
    **arguments: Any,
) -> tuple[torch.Tensor, None]:
    """Attention in Transformers' interface: query (batch, heads, tokens, size), key and value (batch, key
    heads, tokens, size), mask boolean (batch, 1, tokens, tokens) or None for causal; output (batch, tokens,
    heads, size). With the lengths of a packed row's records each attends by itself, under its own square of
    the mask: scores between records are not computed rather than masked."""
    if packed_lengths is not None and len(packed_lengths) > 1:
        sizes = list(packed_lengths)
        parts = zip(*(torch.split(tensor, sizes, 2) for tensor in (query, key, value)), strict=True)
        found_parts, start = [], 0
        for q, k, v in parts:
            end = start + q.shape[2]
            square = None if attention_mask is None else attention_mask[:, :, start:end, start:end]
            found_parts.append(cpu_attention(module, q, k, v, square, dropout, scaling, **arguments)[0])
            start = end
        return torch.cat(found_parts, dim=1), None
    tokens, size = query.shape[2:]
    unusual = dropout > 0 or any(arguments.get(name) is not None for name in _UNUSUAL)
    if unusual or tokens > LONGEST or key.shape[2] != tokens or value.shape[-1] != size:
        output, _ = sdpa_attention_forward(
            module, query, key, value, attention_mask, dropout=dropout, scaling=scaling, **arguments
        )
        return output, None
    allowed = attention_mask
    if allowed is None:
        allowed = torch.ones((tokens, tokens), dtype=torch.bool, device=query.device).tril()
    scale = size**-0.5 if scaling is None else scaling
    found: torch.Tensor = _Attention.apply(query, key, value, allowed, scale)  # type: ignore[no-untyped-call]
    return found, None


class _Attention(torch.autograd.Function):
    """O = P V with P = softmax(s Q Kᵀ). With g = ∂L/∂O: ∂L/∂V = Pᵀ g, dP = g Vᵀ, dS = s P (dP - Σ dP P),
    ∂L/∂Q = dS K, ∂L/∂K = dSᵀ Q. Heads that share a key head are rows of one product."""

    @staticmethod
    def forward(
        ctx: Any,
        query: torch.Tensor,
        key: torch.Tensor,
        value: torch.Tensor,
        allowed: torch.Tensor,
        scale: float,
    ) -> torch.Tensor:
        batch, heads, tokens, size = query.shape
        groups = key.shape[1]
        q = query.reshape(batch * groups, -1, size)
        k = key.reshape(batch * groups, tokens, size)
        v = value.reshape(batch * groups, tokens, size)
        scores = torch.bmm(q, k.transpose(1, 2)).float().mul_(scale).view(batch, heads, tokens, tokens)
        scores.masked_fill_(~allowed, float("-inf"))
        weights = scores.softmax(-1).to(q.dtype).view(batch * groups, -1, tokens)
        ctx.save_for_backward(q, k, v, weights)
        ctx.scale, ctx.shape, ctx.groups = scale, (batch, heads, tokens, size), groups
        return torch.bmm(weights, v).view(batch, heads, tokens, size).transpose(1, 2).contiguous()

    @staticmethod
    def backward(ctx: Any, gradient: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        q, k, v, weights = ctx.saved_tensors
        batch, heads, tokens, size = ctx.shape
        g = gradient.transpose(1, 2).reshape(q.shape)
        g_v = torch.bmm(weights.transpose(1, 2), g)
        slope = torch.bmm(g, v.transpose(1, 2)).float()
        p = weights.float()
        slope.sub_((slope * p).sum(-1, keepdim=True)).mul_(p).mul_(ctx.scale)
        g_scores = slope.to(q.dtype)
        g_q = torch.bmm(g_scores, k).view(batch, heads, tokens, size)
        g_k = torch.bmm(g_scores.transpose(1, 2), q)
        shape = (batch, ctx.groups, tokens, size)
        return g_q, g_k.view(shape), g_v.view(shape), None, None
