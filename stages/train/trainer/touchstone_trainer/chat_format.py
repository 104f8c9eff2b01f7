"""How a conversation becomes text for a model. Declarative: prefixes and suffixes, no template language."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from touchstone_trainer.exit_codes import ExitCode
from touchstone_trainer.failures import TrainerError


@dataclass(frozen=True)
class Turn:
    """The frame around one turn's content."""

    prefix: str
    suffix: str


@dataclass(frozen=True)
class ChatFormat:
    """`system` is None where a system turn is put before the first user turn, with a blank line between."""

    id: str
    bos: str
    system: Turn | None
    user: Turn
    assistant: Turn


@dataclass(frozen=True)
class PromptTemplate:
    """`{input}` in `user` stands for the last user turn's text."""

    id: str
    system: str | None
    user: str


@dataclass(frozen=True)
class Message:
    """One turn of a conversation."""

    role: str
    content: str


@dataclass(frozen=True)
class Piece:
    """Text of a prompt: `frame` is ours and may hold special tokens; anything else is content, where the text
    of a special token is only text."""

    text: str
    frame: bool


def apply_prompt(messages: Sequence[Message], prompt: PromptTemplate) -> list[Message]:
    """The conversation as the model shall see it: the last user turn put into the template, and the
    template's system text before the record's own. `messages` must hold a user turn and end before the
    answer."""
    last_user = max((i for i, message in enumerate(messages) if message.role == "user"), default=-1)
    if last_user < 0:
        raise ValueError("no user turn")
    turns = [
        Message("user", prompt.user.replace("{input}", message.content)) if index == last_user else message
        for index, message in enumerate(messages)
    ]
    system_texts = [prompt.system] if prompt.system else []
    system_texts += [turn.content for turn in turns if turn.role == "system"]
    rest = [turn for turn in turns if turn.role != "system"]
    if not system_texts:
        return rest
    return [Message("system", "\n\n".join(system_texts)), *rest]


def prompt_pieces(messages: Sequence[Message], chat_format: ChatFormat) -> list[Piece]:
    """The whole prompt, up to and including what stands before the answer. At most one system turn, and
    first."""
    pieces = [Piece(chat_format.bos, frame=True)]
    folded = ""
    for message in messages:
        if message.role == "system" and chat_format.system is None:
            folded = message.content + "\n\n"
            continue
        turn = _turn_of(message.role, chat_format)
        content = message.content
        if message.role == "user":
            content, folded = folded + content, ""
        pieces += [Piece(turn.prefix, True), Piece(content, False), Piece(turn.suffix, True)]
        if message.role == "assistant" and not turn.suffix.endswith("\n"):
            # Where a user turn ends its line, an assistant turn in mid-conversation does so too.
            pieces.append(Piece(_line_end(chat_format), True))
    pieces.append(Piece(chat_format.assistant.prefix, True))
    return pieces


def chat_template(chat_format: ChatFormat) -> str:
    """The same format as a Jinja chat template, for servers such as vLLM. It is generated, never read."""
    user, assistant, system = chat_format.user, chat_format.assistant, chat_format.system
    lines = [
        f"{{{{- {_literal(chat_format.bos)} }}}}",
        "{%- set ns = namespace(folded='') %}",
        "{%- for message in messages %}",
        "{%- if message['role'] == 'system' %}",
    ]
    if system is None:
        lines.append("{%- set ns.folded = message['content'] + '\\n\\n' %}")
    else:
        lines.append(f"{{{{- {_literal(system.prefix)} + message['content'] + {_literal(system.suffix)} }}}}")
    lines += [
        "{%- elif message['role'] == 'user' %}",
        f"{{{{- {_literal(user.prefix)} + ns.folded + message['content'] + {_literal(user.suffix)} }}}}",
        "{%- set ns.folded = '' %}",
        "{%- elif message['role'] == 'assistant' %}",
        f"{{{{- {_literal(assistant.prefix)} + message['content'] + {_literal(answer_end(chat_format))} }}}}",
        "{%- else %}",
        "{{- raise_exception('unknown role: ' + message['role']) }}",
        "{%- endif %}",
        "{%- endfor %}",
        "{%- if add_generation_prompt %}",
        f"{{{{- {_literal(assistant.prefix)} }}}}",
        "{%- endif %}",
    ]
    return "\n".join(lines) + "\n"


def answer_end(chat_format: ChatFormat) -> str:
    """What follows an assistant turn in mid-conversation."""
    suffix = chat_format.assistant.suffix
    return suffix if suffix.endswith("\n") else suffix + _line_end(chat_format)


def _line_end(chat_format: ChatFormat) -> str:
    return "\n" if chat_format.user.suffix.endswith("\n") else ""


def _literal(text: str) -> str:
    # Jinja reads the escapes of a JSON string as Python does.
    return json.dumps(text)


def _turn_of(role: str, chat_format: ChatFormat) -> Turn:
    if role == "system" and chat_format.system is not None:
        return chat_format.system
    if role == "user":
        return chat_format.user
    if role == "assistant":
        return chat_format.assistant
    raise TrainerError(
        "RECORDS_INVALID",
        ExitCode.BAD_JOB,
        f"chat format {chat_format.id} has no turn for role {role!r}",
        {"role": role},
    )
