"""A small real GGUF file: the tiny Llama, written as llama.cpp's converter would."""

from __future__ import annotations

import json
from pathlib import Path

import gguf
import numpy as np
from safetensors.numpy import load_file

_NAMES = {
    "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output", "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down", "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm",
}  # fmt: skip


def write_tiny_gguf(base: Path, target: Path) -> None:
    """Write the tiny Llama of `base` to `target` with float32 tensors."""
    config = json.loads((base / "config.json").read_bytes())
    writer = gguf.GGUFWriter(str(target), "llama")
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(config["num_attention_heads"])
    writer.add_head_count_kv(config["num_key_value_heads"])
    writer.add_rope_dimension_count(config["head_dim"])
    writer.add_layer_norm_rms_eps(config["rms_norm_eps"])
    writer.add_rope_freq_base(config["rope_parameters"]["rope_theta"])
    _add_tokenizer(writer, json.loads((base / "tokenizer.json").read_bytes()))
    for name, tensor in load_file(str(base / "model.safetensors")).items():
        writer.add_tensor(*_converted(name, tensor, config))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _add_tokenizer(writer: gguf.GGUFWriter, tokenizer: dict[str, object]) -> None:
    model = tokenizer["model"]
    assert isinstance(model, dict)
    vocabulary = sorted(model["vocab"], key=model["vocab"].get)
    added = {token["content"] for token in tokenizer["added_tokens"]}  # type: ignore[attr-defined]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(vocabulary)
    kinds = [gguf.TokenType.CONTROL if t in added else gguf.TokenType.NORMAL for t in vocabulary]
    writer.add_token_types(kinds)
    writer.add_token_merges([" ".join(pair) for pair in model["merges"]])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(1)
    writer.add_pad_token_id(0)
    writer.add_chat_template("{{ raise_exception('a template is code') }}")


def _converted(name: str, tensor: np.ndarray, config: dict[str, int]) -> tuple[str, np.ndarray]:
    if name == "model.embed_tokens.weight":
        return "token_embd.weight", tensor
    if name == "model.norm.weight":
        return "output_norm.weight", tensor
    _, _, layer, rest = name.split(".", 3)
    stem = rest.removesuffix(".weight")
    heads = {"self_attn.q_proj": "num_attention_heads", "self_attn.k_proj": "num_key_value_heads"}.get(stem)
    if heads:
        # llama.cpp interleaves the two halves of each rotary head.
        shape = tensor.shape
        tensor = tensor.reshape(config[heads], 2, -1, shape[1]).swapaxes(1, 2).reshape(shape)
    return f"blk.{layer}.{_NAMES[stem]}.weight", np.ascontiguousarray(tensor)
