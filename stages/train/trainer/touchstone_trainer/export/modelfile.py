"""Format `ollama`: a Modelfile beside the GGUF, with the chat format as Ollama's Go template."""

from __future__ import annotations

import json

from touchstone_trainer.chat_format import ChatFormat, PromptTemplate, answer_end


def modelfile(gguf_name: str, chat_format: ChatFormat, prompt: PromptTemplate | None) -> str:
    """The file for `ollama create`. Ollama puts the begin-of-sequence token in front by itself."""
    lines = [
        "# Made by Touchstone: ollama create NAME -f Modelfile",
        f"FROM ./{gguf_name}",
        f'TEMPLATE """{go_template(chat_format)}"""',
    ]
    if prompt is not None and prompt.system:
        lines.append(f"SYSTEM {_quoted(prompt.system)}")
    if prompt is not None and prompt.user != "{input}":
        shown = json.dumps(prompt.user, ensure_ascii=False)
        lines.insert(1, f"# Texts must be put into the prompt of the training: {shown}")
    stop = chat_format.assistant.suffix.strip()
    if stop:
        lines.append(f"PARAMETER stop {json.dumps(stop, ensure_ascii=False)}")
    # The figures of the evaluation hold for the most likely answer.
    lines.append("PARAMETER temperature 0")
    return "\n".join(lines) + "\n"


def go_template(chat_format: ChatFormat) -> str:
    """The chat format in Go's template language. White space comes from string literals only."""
    user, assistant, system = chat_format.user, chat_format.assistant, chat_format.system
    if system is None:
        told = '{{- $folded = printf "%s\\n\\n" .Content }}'
    else:
        told = _text(system.prefix) + "{{- .Content }}" + _text(system.suffix)
    folded = "{{- $folded }}" if system is None else ""
    cleared = '{{- $folded = "" }}' if system is None else ""
    return "".join(
        [
            '{{- $folded := "" }}' if system is None else "",
            "{{- range .Messages }}",
            '{{- if eq .Role "system" }}',
            told,
            '{{- else if eq .Role "user" }}',
            _text(user.prefix) + folded + "{{- .Content }}" + _text(user.suffix) + cleared,
            '{{- else if eq .Role "assistant" }}',
            _text(assistant.prefix) + "{{- .Content }}" + _text(answer_end(chat_format)),
            "{{- end }}",
            "{{- end }}",
            _text(assistant.prefix),
        ]
    )


def _text(text: str) -> str:
    # Go reads the escapes of a JSON string as JSON does.
    return f"{{{{- {json.dumps(text)} }}}}" if text else ""


def _quoted(text: str) -> str:
    return '"""' + text.replace('"""', "'''") + '"""'
