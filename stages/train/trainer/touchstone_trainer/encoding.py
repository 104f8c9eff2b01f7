"""Text to token ids. Special tokens come from the frame only: their spelling inside content stays plain
text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from touchstone_trainer.chat_format import (
    ChatFormat,
    Message,
    Piece,
    PromptTemplate,
    apply_prompt,
    prompt_pieces,
)
from touchstone_trainer.exit_codes import ExitCode
from touchstone_trainer.failures import TrainerError, bad_base
from touchstone_trainer.records import Record

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@dataclass(frozen=True)
class EncodedPrompt:
    """Token ids up to where the answer begins; `truncated` when the last user turn had to be cut."""

    ids: list[int]
    truncated: bool


class Encoder:
    """Encodes prompts and answers of one chat format.

    Text between two special tokens is encoded in one go, content and frame together, exactly as a server does
    that tokenises the rendered chat template: an adapter meets the same tokens in serving as in training.
    """

    def __init__(self, tokenizer: Tokenizer, chat_format: ChatFormat) -> None:
        self._tokenizer = tokenizer
        # From here on the tokenizer treats the spelling of special tokens as plain text.
        self._tokenizer.encode_special_tokens = True
        self._format = chat_format
        turns = [turn for turn in (chat_format.system, chat_format.user, chat_format.assistant) if turn]
        frame = "\n".join([chat_format.bos, *(turn.prefix + "\n" + turn.suffix for turn in turns)])
        self._control_ids: dict[str, int] = {}
        plain: list[str] = []
        for token_id, token in tokenizer.get_added_tokens_decoder().items():
            if token.content and token.content in frame and not token.content.isspace():
                self._control_ids[token.content] = token_id
                if not token.special:
                    plain.append(token.content)
        self._controls = _any_of(self._control_ids)
        self._unmarked_controls = _any_of(plain)

    def prompt(
        self, record: Record, template: PromptTemplate, max_length: int, reserve: int
    ) -> EncodedPrompt:
        """The prompt of a record in at most `max_length - reserve` tokens; too long a record loses the end of
        its last user turn, never the frame. Errors: `PROMPT_TOO_LONG` where the frame alone does not fit."""
        budget = max_length - reserve
        ids = self._encode_prompt(record.prompt, template)
        if not ids:
            raise TrainerError(
                "RECORDS_INVALID",
                ExitCode.BAD_JOB,
                f"record {record.id}: its prompt is empty",
                {"id": record.id},
            )
        if len(ids) <= budget:
            return EncodedPrompt(ids, truncated=False)
        messages = list(record.prompt)
        last_user = max(i for i, message in enumerate(messages) if message.role == "user")
        content = messages[last_user].content
        offsets = self._tokenizer.encode(content, add_special_tokens=False).offsets
        keep = len(offsets)
        while len(ids) > budget:
            keep -= len(ids) - budget
            if keep < 0:
                raise _too_long(record, max_length, reserve)
            end = offsets[keep - 1][1] if keep else 0
            messages[last_user] = replace(messages[last_user], content=content[:end])
            ids = self._encode_prompt(messages, template)
        return EncodedPrompt(ids, truncated=True)

    def answer(self, text: str) -> list[int]:
        """Token ids of an answer and of the frame that ends it, up to its first special token."""
        ids: list[int] = []
        for run in self._runs([Piece(text, False), Piece(self._format.assistant.suffix, True)]):
            if isinstance(run, int):
                return [*ids, run]
            ids += self._encode_text(run)
        return ids

    def stop_id(self) -> int | None:
        """The special token that ends an answer; None where the format ends it with plain text."""
        runs = self._runs([Piece(self._format.assistant.suffix, True)])
        return next((run for run in runs if isinstance(run, int)), None)

    def decode(self, ids: Sequence[int]) -> str:
        """Text of generated tokens, special tokens left out."""
        return self._tokenizer.decode(list(ids), skip_special_tokens=True)

    def _encode_prompt(self, messages: Sequence[Message], template: PromptTemplate) -> list[int]:
        ids: list[int] = []
        for run in self._runs(prompt_pieces(apply_prompt(messages, template), self._format)):
            ids += [run] if isinstance(run, int) else self._encode_text(run)
        return ids

    def _runs(self, pieces: Sequence[Piece]) -> list[int | str]:
        """Special tokens of the frame as ids, and the text between them merged into one string each."""
        runs: list[int | str] = []
        for piece in pieces:
            parts = self._controls.split(piece.text) if piece.frame and self._controls else [piece.text]
            for part in parts:
                if piece.frame and part in self._control_ids:
                    runs.append(self._control_ids[part])
                elif part:
                    if runs and isinstance(runs[-1], str):
                        runs[-1] += part
                    else:
                        runs.append(part)
        return runs

    def _encode_text(self, text: str) -> list[int]:
        ids: list[int] = []
        for part in self._disarmed(text):
            ids += self._tokenizer.encode(part, add_special_tokens=False).ids
        return ids

    def _disarmed(self, text: str) -> list[str]:
        """Text cut inside the spelling of frame tokens that the tokenizer does not mark as special: it would
        find them in content too."""
        if self._unmarked_controls is None:
            return [text]
        cuts = [match.start() + 1 for match in self._unmarked_controls.finditer(text)]
        return [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def load_tokenizer(base_dir: Path) -> Tokenizer:
    """The fast tokenizer of a canonical base directory; no code or template in it is run."""
    from tokenizers import Tokenizer

    path = base_dir / "tokenizer.json"
    if not path.is_file():
        raise bad_base("the base has no tokenizer.json", file="tokenizer.json")
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _any_of(texts: Any) -> re.Pattern[str] | None:
    ordered = sorted(texts, key=len, reverse=True)
    return re.compile("(" + "|".join(map(re.escape, ordered)) + ")") if ordered else None


def _too_long(record: Record, max_length: int, reserve: int) -> TrainerError:
    return TrainerError(
        "PROMPT_TOO_LONG",
        ExitCode.BAD_JOB,
        f"record {record.id}: the prompt's frame and the answer ({reserve} tokens) do not fit into "
        f"max_length {max_length} even without the record's text",
        {"id": record.id, "max_length": max_length, "reserve": reserve},
    )
