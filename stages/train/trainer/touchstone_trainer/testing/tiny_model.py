"""A tiny base model with random weights, made in under a second of computing: same architecture and files as
a real one.

`python -m touchstone_trainer.testing.tiny_model --out DIR --family llama|gemma3` writes a canonical base
directory and prints one JSON line: `{"base_dir", "digest", "chat_format"}`.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from touchstone_trainer.base.directory_check import check_directory
from touchstone_trainer.base.manifest import MANIFEST_NAME, describe_base
from touchstone_trainer.files import manifest_digest, sha256_file, write_json
from touchstone_trainer.offline import go_offline

FAMILIES = ("llama", "gemma3")

CHAT_FORMATS: Mapping[str, dict[str, Any]] = {
    "gemma3": {
        "id": "gemma",
        "bos": "<bos>",
        "turns": {
            "system": None,
            "user": {"prefix": "<start_of_turn>user\n", "suffix": "<end_of_turn>\n"},
            "assistant": {"prefix": "<start_of_turn>model\n", "suffix": "<end_of_turn>"},
        },
    },
    "llama": {
        "id": "chatml",
        "bos": "",
        "turns": {
            "system": {"prefix": "<|im_start|>system\n", "suffix": "<|im_end|>\n"},
            "user": {"prefix": "<|im_start|>user\n", "suffix": "<|im_end|>\n"},
            "assistant": {"prefix": "<|im_start|>assistant\n", "suffix": "<|im_end|>\n"},
        },
    },
}
_SPECIAL_TOKENS = {
    "gemma3": ["<pad>", "<eos>", "<bos>", "<unk>", "<start_of_turn>", "<end_of_turn>"],
    "llama": ["<pad>", "<|endoftext|>", "<unk>", "<|im_start|>", "<|im_end|>"],
}
_CORPUS = [
    "道路照明故障，請派員維修。", "公園樹木傾倒需要清運。", "申請補發戶籍謄本。", "噪音擾民請稽查。",
    "please repair the street light", "the park needs cleaning", "request a new certificate", "user model",
]  # fmt: skip
# Shorter than the tests' prompts, so that sliding-window layers do slide.
_WINDOW = 16


def make_tiny_model(out: Path, family: str, seed: int = 0) -> dict[str, Any]:
    """Write a canonical base directory of two layers and width 32 to `out`; returns what the command
    prints."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    special = _SPECIAL_TOKENS[family]
    vocabulary = _write_tokenizer(out, special)
    _write_weights(out, family, vocabulary, seed)
    names = check_directory(out)
    digest = manifest_digest((name, sha256_file(out / name)) for name in names)
    manifest = describe_base(out, digest, {"kind": "tiny", "family": family})
    write_json(out / MANIFEST_NAME, manifest.to_json())
    return {"base_dir": str(out), "digest": digest, "chat_format": CHAT_FORMATS[family]}


def _write_tokenizer(out: Path, special: list[str]) -> int:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE(unk_token=None))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=512,
        special_tokens=special,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(_CORPUS, trainer)
    tokenizer.save(str(out / "tokenizer.json"))
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "pad_token": special[0],
        "eos_token": special[1],
        "unk_token": "<unk>",
        "model_max_length": 512,
    }
    if "<bos>" in special:
        config["bos_token"] = "<bos>"
    write_json(out / "tokenizer_config.json", config)
    return int(tokenizer.get_vocab_size())


def _write_weights(out: Path, family: str, vocabulary: int, seed: int) -> None:
    import torch

    shape: dict[str, Any] = {
        "vocab_size": vocabulary,
        "hidden_size": 32,
        "intermediate_size": 64,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "head_dim": 8,
        "max_position_embeddings": 512,
        "tie_word_embeddings": True,
        "pad_token_id": 0,
        "eos_token_id": 1,
        # Wide weights: answers of an untrained model then differ from record to record.
        "initializer_range": 0.2,
    }
    torch.manual_seed(seed)
    model: Any
    if family == "gemma3":
        from transformers.models.gemma3.configuration_gemma3 import Gemma3TextConfig
        from transformers.models.gemma3.modeling_gemma3 import Gemma3ForCausalLM

        layers = ["sliding_attention", "full_attention"]
        model = Gemma3ForCausalLM(
            Gemma3TextConfig(**shape, bos_token_id=2, sliding_window=_WINDOW, layer_types=layers)
        )
    else:
        from transformers.models.llama.configuration_llama import LlamaConfig
        from transformers.models.llama.modeling_llama import LlamaForCausalLM

        model = LlamaForCausalLM(LlamaConfig(**shape, bos_token_id=1))
    model.save_pretrained(str(out))


def main() -> int:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--family", choices=FAMILIES, required=True)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    go_offline()
    print(json.dumps(make_tiny_model(options.out, options.family, options.seed), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
