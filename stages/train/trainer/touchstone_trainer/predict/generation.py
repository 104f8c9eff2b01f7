"""Greedy generation of an answer."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from touchstone_trainer.chat_format import ChatFormat
from touchstone_trainer.encoding import Encoder
from touchstone_trainer.language_model import LanguageModel

_PAD = 0


class AnswerGenerator:
    """Generates the most likely token at each step, until the end of turn or `max_new_tokens`."""

    def __init__(
        self, model: LanguageModel, encoder: Encoder, chat_format: ChatFormat, max_new_tokens: int
    ) -> None:
        self._model = model
        self._encoder = encoder
        self._max_new_tokens = max_new_tokens
        stop = encoder.stop_id()
        # A format without a special end-of-turn token ends an answer with plain text: cut there.
        self._stop_text = chat_format.assistant.suffix if stop is None else None
        self._stops = sorted({*_token_list(model.config.eos_token_id), *_token_list(stop)})

    def answer(self, prompts: Sequence[Sequence[int]]) -> list[str]:
        """One answer a prompt, without the end of turn and surrounding white space."""
        from transformers import GenerationConfig

        width = max(map(len, prompts))
        ids = torch.full((len(prompts), width), _PAD, dtype=torch.long)
        mask = torch.zeros((len(prompts), width), dtype=torch.long)
        for index, prompt in enumerate(prompts):
            ids[index, width - len(prompt) :] = torch.tensor(prompt)
            mask[index, width - len(prompt) :] = 1
        device = self._model.device.torch_name
        config = GenerationConfig(  # type: ignore[no-untyped-call]
            do_sample=False,
            num_beams=1,
            max_new_tokens=self._max_new_tokens,
            eos_token_id=self._stops or None,
            pad_token_id=_PAD,
        )
        with torch.no_grad():
            output = self._model.module.generate(
                **self._given(ids.to(device), [width - len(prompt) for prompt in prompts]),
                attention_mask=mask.to(device),
                generation_config=config,
            )
        # Asked with vectors, Transformers gives the answer alone.
        begin = width if self._model.soft_prompt is None else 0
        return [self._text(row[begin:].tolist()) for row in output]

    def _given(self, ids: torch.Tensor, starts: list[int]) -> dict[str, torch.Tensor]:
        if self._model.soft_prompt is None:
            return {"input_ids": ids}
        return {"inputs_embeds": self._model.embeddings(ids, starts)}

    def _text(self, ids: list[int]) -> str:
        end = next((at for at, token in enumerate(ids) if token in self._stops), len(ids))
        text = self._encoder.decode(ids[:end])
        if self._stop_text:
            text = text.partition(self._stop_text)[0]
        return text.strip()


def _token_list(value: object) -> list[int]:
    if value is None:
        return []
    return [int(item) for item in value] if isinstance(value, (list, tuple)) else [int(str(value))]
