"""tokenizer.json as GGUF metadata, so that llama.cpp cuts texts as the trainer did."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from touchstone_trainer.chat_format import ChatFormat, chat_template
from touchstone_trainer.export.adapter_update import unsupported

_CONTRACTIONS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)"
_WORDS = r"[^\r\n\p{L}\p{N}]?\p{L}+"
_REST = r" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
_UPPER, _LOWER = r"\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}", r"\p{Ll}\p{Lm}\p{Lo}\p{M}"
# What cuts texts into words before the merges, by llama.cpp's names (its `llama-vocab.cpp`).
_REGEX_NAMES = {
    f"{_CONTRACTIONS}|{_WORDS}|\\p{{N}}{{1,3}}|{_REST}": "llama-bpe",
    f"{_CONTRACTIONS}|{_WORDS}|\\p{{N}}|{_REST}": "qwen2",
    rf"[^\r\n\p{{L}}\p{{N}}]?[{_UPPER}]*[{_LOWER}]+|[^\r\n\p{{L}}\p{{N}}]?[{_UPPER}]+[{_LOWER}]*|\p{{N}}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+": "tekken",
}
_SPACE = "▁"
# Below every rank: a piece that no merge makes is never put together.
_NEVER = -1e9


@dataclass(frozen=True)
class GgufTokenizer:
    """`kind` is `gpt2` (pieces of bytes, merged by rank) or `llama` (pieces of text, merged by score)."""

    kind: str
    pre: str
    tokens: list[str]
    types: list[int]
    merges: list[str]
    scores: list[float]
    space_prefix: bool

    def write(self, writer: Any, config: dict[str, Any], stop: int | None, chat_format: ChatFormat) -> None:
        """All of it, with the special tokens of config.json and the template for servers."""
        writer.add_tokenizer_model(self.kind)
        writer.add_tokenizer_pre(self.pre)
        writer.add_token_list(self.tokens)
        writer.add_token_types(self.types)
        if self.kind == "gpt2":
            writer.add_token_merges(self.merges)
        else:
            writer.add_token_scores(self.scores)
        writer.add_add_space_prefix(self.space_prefix)
        # The template begins with the token too: whoever adds it twice drops one (llama.cpp does).
        writer.add_add_bos_token(chat_format.bos != "")
        for name, add in (
            ("bos_token_id", writer.add_bos_token_id),
            ("eos_token_id", writer.add_eos_token_id),
            ("pad_token_id", writer.add_pad_token_id),
        ):
            value = config.get(name)
            value = value[0] if isinstance(value, list) else value
            if value is not None:
                add(int(value))
        if stop is not None:
            writer.add_eot_token_id(stop)
        writer.add_chat_template(chat_template(chat_format))


def gguf_tokenizer(base_dir: Path, size: int) -> GgufTokenizer:
    """Read tokenizer.json for a vocabulary of `size` rows. Errors: `EXPORT_UNSUPPORTED` for a kind that
    llama.cpp does not know, or would cut otherwise."""
    stored = json.loads((base_dir / "tokenizer.json").read_bytes())
    model = stored["model"]
    if model.get("type") != "BPE":
        raise unsupported(
            f"a tokenizer of kind {model.get('type')} cannot be written to GGUF", file="tokenizer.json"
        )
    merges = [pair if isinstance(pair, str) else " ".join(pair) for pair in model["merges"]]
    steps = _steps(stored.get("pre_tokenizer"), "pretokenizers")
    if any(step["type"] == "ByteLevel" for step in steps):
        tokens, types = _tokens(stored, size)
        return GgufTokenizer("gpt2", _pre_name(steps), tokens, types, merges, [], False)
    return _by_score(stored, size, steps)


def _by_score(stored: dict[str, Any], size: int, steps: list[dict[str, Any]]) -> GgufTokenizer:
    """SentencePiece's kind: a merge's rank is its piece's score, turned round."""
    normalisers = _steps(stored.get("normalizer"), "normalizers")
    prefix = any(step["type"] == "Prepend" and step["prepend"] == _SPACE for step in normalisers)
    spaces = any(step["type"] == "Replace" and step.get("content") == _SPACE for step in normalisers)
    metaspace = next((step for step in steps if step["type"] == "Metaspace"), None)
    if metaspace is not None:
        spaces, prefix = True, metaspace.get("prepend_scheme", "always") != "never"
    known = {"Prepend", "Replace", "Metaspace", "Split"}
    if not spaces or any(step["type"] not in known for step in (*normalisers, *steps)):
        raise unsupported("this tokenizer's way with spaces cannot be written to GGUF", file="tokenizer.json")
    ranks: dict[str, int] = {}
    last = None
    for rank, pair in enumerate(stored["model"]["merges"]):
        left, right = pair.split(" ") if isinstance(pair, str) else pair
        piece = left + right
        if piece in ranks and piece != last:
            raise unsupported("this tokenizer's merges have no order of pieces", file="tokenizer.json")
        ranks.setdefault(piece, rank)
        last = piece
    tokens, types = _tokens(stored, size)
    scores = [-float(ranks[token]) if token in ranks else _NEVER for token in tokens]
    return GgufTokenizer("llama", "default", tokens, types, [], scores, prefix)


def _tokens(stored: dict[str, Any], size: int) -> tuple[list[str], list[int]]:
    import gguf

    kind = gguf.TokenType
    tokens = [f"[PAD{place}]" for place in range(size)]
    types = [int(kind.UNUSED)] * size
    byte_pieces = stored["model"].get("byte_fallback", False)
    unknown = stored["model"].get("unk_token")
    for token, place in stored["model"]["vocab"].items():
        tokens[place] = token
        is_byte = byte_pieces and len(token) == 6 and token.startswith("<0x") and token.endswith(">")
        types[place] = int(kind.BYTE if is_byte else kind.NORMAL)
    for added in stored["added_tokens"]:
        place, token = added["id"], added["content"]
        is_unknown = byte_pieces and token == unknown
        tokens[place] = token if added["special"] else token.replace(_SPACE, " ") if byte_pieces else token
        types[place] = int(
            kind.UNKNOWN if is_unknown else kind.CONTROL if added["special"] else kind.USER_DEFINED
        )
    return tokens, types


def _steps(step: dict[str, Any] | None, inner: str) -> list[dict[str, Any]]:
    if step is None:
        return []
    return list(step[inner]) if step["type"] == "Sequence" else [step]


def _pre_name(steps: list[dict[str, Any]]) -> str:
    kinds = [step["type"] for step in steps]
    level = steps[-1]
    if level["type"] == "ByteLevel" and not level.get("add_prefix_space", True):
        if kinds == ["ByteLevel"] and level.get("use_regex", True):
            return "gpt-2"
        if (
            kinds == ["Digits", "ByteLevel"]
            and steps[0].get("individual_digits")
            and level.get("use_regex", True)
        ):
            return "smollm"
        if kinds == ["Split", "ByteLevel"] and not level.get("use_regex", True):
            found = _REGEX_NAMES.get(steps[0].get("pattern", {}).get("Regex", ""))
            if found is not None:
                return found
    raise unsupported(
        "llama.cpp would cut texts into other words than this tokenizer does",
        file="tokenizer.json",
        steps=kinds,
    )
