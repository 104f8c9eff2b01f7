"""Run by an interpreter that has llama-cpp-python: likelihoods of labels and greedy answers by llama.cpp.

Standard input: JSON `{model, lora or null, prompts: [text], labels: [text], answer_tokens}`. Standard output:
JSON `{tokens: [[id]], scores: [[log-likelihood]], answers: [text]}`, a line of each a prompt.
"""

from __future__ import annotations

import json
import math
import sys
from typing import Any


def main() -> None:
    from llama_cpp import Llama

    asked = json.load(sys.stdin)
    llama = Llama(
        asked["model"], lora_path=asked["lora"], n_ctx=512, n_threads=1, logits_all=True, verbose=False
    )
    tokens, scores, answers = [], [], []
    for text in asked["prompts"]:
        prompt = llama.tokenize(text.encode(), add_bos=False, special=True)
        tokens.append(prompt)
        scores.append(
            [
                score(llama, prompt, llama.tokenize(label.encode(), add_bos=False, special=True))
                for label in asked["labels"]
            ]
        )
        answers.append(greedy(llama, prompt, asked["answer_tokens"]))
    json.dump({"tokens": tokens, "scores": scores, "answers": answers}, sys.stdout)


def score(llama: Any, prompt: list[int], label: list[int]) -> float:
    llama.reset()
    llama.eval(prompt + label)
    rows = llama.scores[len(prompt) - 1 : len(prompt) + len(label) - 1]
    return sum(log_probability(row, token) for row, token in zip(rows, label, strict=True))


def log_probability(row: Any, token: int) -> float:
    highest = float(row.max())
    return float(row[token]) - highest - math.log(sum(math.exp(float(value) - highest) for value in row))


def greedy(llama: Any, prompt: list[int], count: int) -> str:
    import llama_cpp

    llama.reset()
    llama.eval(prompt)
    found: list[int] = []
    while len(found) < count:
        token = int(llama.scores[llama.n_tokens - 1].argmax())
        if llama_cpp.llama_vocab_is_eog(llama._model.vocab, token):
            break
        found.append(token)
        llama.eval([token])
    return str(llama.detokenize(found).decode(errors="replace")).strip()


if __name__ == "__main__":
    main()
