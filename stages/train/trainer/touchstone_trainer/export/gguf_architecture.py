"""How the catalogue's architectures are written in GGUF: names, hyperparameters, and the few tensors that
differ.

As llama.cpp's own converter does it (its folder `conversion`), from the files of a canonical base alone.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from touchstone_trainer.export.adapter_update import unsupported

# Transformers' class → GGUF's architecture.
_ARCHITECTURES = {
    "Gemma3ForCausalLM": "gemma3",
    "LlamaForCausalLM": "llama",
    "MistralForCausalLM": "llama",
    "Qwen2ForCausalLM": "qwen2",
    "Qwen3ForCausalLM": "qwen3",
}
_SLIDING = "sliding_attention"
_LAYERS_OF_27B = 62


@dataclass(frozen=True)
class Architecture:
    """A base's shape. `name` is GGUF's, `config` the text model's part of config.json."""

    name: str
    config: dict[str, Any]

    @property
    def layers(self) -> int:
        """Number of blocks."""
        return int(self.config["num_hidden_layers"])

    @property
    def head_size(self) -> int:
        """Values of one attention head."""
        config = self.config
        return int(config.get("head_dim") or config["hidden_size"] // config["num_attention_heads"])

    def rows(self, name: str, tensor: torch.Tensor) -> torch.Tensor:
        """A weight, or an update's `b`, with its rows as llama.cpp expects them: its Llama turns pairs of
        neighbours where Transformers turns halves."""
        heads = {"q_proj": "num_attention_heads", "k_proj": "num_key_value_heads"}
        field = next((field for part, field in heads.items() if f".{part}." in name), None)
        if self.name != "llama" or field is None:
            return tensor
        shape = (int(self.config[field]), 2, -1, *tensor.shape[1:])
        return tensor.reshape(shape).swapaxes(1, 2).reshape(tensor.shape).contiguous()

    def values(self, name: str, tensor: torch.Tensor) -> torch.Tensor:
        """Gemma multiplies with 1 + weight in its norms; GGUF holds the sum. Where attention is scaled
        otherwise than by the head's size, the norm of the queries takes that in: llama.cpp has no field for
        it."""
        if self.name != "gemma3" or not name.endswith("norm.weight"):
            return tensor
        shifted = tensor.float() + 1
        scalar = float(self.config.get("query_pre_attn_scalar") or self.head_size)
        # Of the 27B model, told by its layers, llama.cpp knows the scale.
        if name.endswith("q_norm.weight") and scalar != self.head_size and self.layers != _LAYERS_OF_27B:
            shifted *= math.sqrt(self.head_size / scalar)
        return shifted

    def names(self) -> Any:
        """From Transformers' tensor names to GGUF's."""
        import gguf

        kinds = {text: kind for kind, text in gguf.MODEL_ARCH_NAMES.items()}
        return gguf.get_tensor_name_map(kinds[self.name], self.layers)

    def write(self, writer: Any) -> None:
        """The hyperparameters."""
        config = self.config
        writer.add_context_length(config["max_position_embeddings"])
        writer.add_embedding_length(config["hidden_size"])
        writer.add_block_count(self.layers)
        writer.add_feed_forward_length(config["intermediate_size"])
        writer.add_head_count(config["num_attention_heads"])
        writer.add_head_count_kv(config["num_key_value_heads"])
        writer.add_layer_norm_rms_eps(config["rms_norm_eps"])
        writer.add_key_length(self.head_size)
        writer.add_value_length(self.head_size)
        writer.add_vocab_size(config["vocab_size"])
        writer.add_rope_freq_base(float(self._rope("full_attention")["rope_theta"]))
        if self.name == "llama":
            writer.add_rope_dimension_count(self.head_size)
        if self.name == "gemma3":
            self._write_windows(writer)

    def rope_factors(self) -> torch.Tensor | None:
        """Llama 3's stretched positions as one divisor a frequency (llama.cpp's `rope_freqs`); None
        without."""
        rope = self._rope("full_attention")
        kind = rope.get("rope_type", rope.get("type", "default"))
        if kind == "default":
            return None
        if kind != "llama3" or self.name != "llama":
            raise unsupported(f"positions of kind {kind} cannot be written to GGUF yet", field="rope_type")
        old = float(rope["original_max_position_embeddings"])
        low, high, factor = (float(rope[name]) for name in ("low_freq_factor", "high_freq_factor", "factor"))
        steps = torch.arange(0, self.head_size, 2, dtype=torch.float64) / self.head_size
        lengths = 2 * math.pi * float(rope["rope_theta"]) ** steps
        smooth = ((old / lengths - low) / (high - low)).clamp(0, 1)
        return (1 / ((1 - smooth) / factor + smooth)).float()

    def _write_windows(self, writer: Any) -> None:
        config = self.config
        if config.get("attn_logit_softcapping") is not None:
            raise unsupported(
                "attn_logit_softcapping cannot be written to GGUF", field="attn_logit_softcapping"
            )
        kinds = config.get("layer_types") or []
        if len(kinds) != self.layers:
            raise unsupported("config.json does not say which layers slide", field="layer_types")
        writer.add_sliding_window(config["sliding_window"])
        writer.add_sliding_window_pattern([kind == _SLIDING for kind in kinds])
        writer.add_rope_freq_base_swa(float(self._rope(_SLIDING)["rope_theta"]))
        if config.get("final_logit_softcapping"):
            writer.add_final_logit_softcapping(config["final_logit_softcapping"])

    def _rope(self, kind: str) -> dict[str, Any]:
        """How positions are turned in layers of a kind; config.json says it in several ways."""
        config = self.config
        rope = config.get("rope_parameters") or {}
        if kind in rope or _SLIDING in rope:
            return dict(rope[kind])
        if self.name == "gemma3" and "rope_local_base_freq" in config:
            name = "rope_local_base_freq" if kind == _SLIDING else "rope_theta"
            return {"rope_theta": config[name], **(config.get("rope_scaling") or {})}
        return {
            "rope_theta": config.get("rope_theta", 10_000.0),
            **(config.get("rope_scaling") or {}),
            **rope,
        }


def architecture_of(base_dir: Path) -> Architecture:
    """Errors: `EXPORT_UNSUPPORTED` for an architecture that is not written here."""
    config = json.loads((base_dir / "config.json").read_bytes())
    named = config["architectures"][0]
    if named not in _ARCHITECTURES:
        known = ", ".join(sorted(_ARCHITECTURES))
        raise unsupported(f"{named} cannot be written to GGUF yet (known: {known})", field="architectures")
    architecture = Architecture(_ARCHITECTURES[named], config.get("text_config", config))
    window = architecture.config.get("sliding_window")
    slides = architecture.config.get("use_sliding_window", True) and window is not None
    if slides and architecture.name != "gemma3" and window < architecture.config["max_position_embeddings"]:
        raise unsupported(f"llama.cpp knows no sliding window in {named}", field="sliding_window")
    return architecture
