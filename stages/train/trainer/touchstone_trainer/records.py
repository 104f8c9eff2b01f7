"""Canonical records from an Arrow IPC stream."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from touchstone_trainer.chat_format import Message
from touchstone_trainer.failures import bad_records

_ROLES = ("system", "user", "assistant")


@dataclass(frozen=True)
class Record:
    """One example: the turns before the answer, and the answer (None where the record has none). `rejected`
    is the answer that was preferred less, where it was asked for."""

    id: str
    prompt: tuple[Message, ...]
    answer: str | None
    rejected: str | None = None


def read_records(path: Path, *, pairs: bool = False) -> list[Record]:
    """All records of a file. The answer is `label`, else the content of a final assistant turn; a final
    assistant turn is never part of the prompt. `pairs`: with the rejected answer, the text `rejected` in the
    JSON object that `meta` holds. Errors: `RECORDS_INVALID`."""
    records = [_record(path, row, number, pairs) for number, row in enumerate(_rows(path, pairs))]
    if not records:
        raise bad_records(str(path), "there are no records")
    return records


def _rows(path: Path, pairs: bool) -> Iterator[dict[str, object]]:
    import pyarrow as pa

    try:
        with pa.OSFile(str(path)) as source, pa.ipc.open_stream(source) as reader:
            _check_schema(path, reader.schema)
            columns = ("id", "messages", "label", *(["meta"] if pairs else []))
            wanted = [name for name in columns if name in reader.schema.names]
            for batch in reader:
                yield from batch.select(wanted).to_pylist()
    except FileNotFoundError as error:
        raise bad_records(str(path), "no such file") from error
    except (pa.ArrowException, OSError) as error:
        # Arrow reports a malformed message as an OSError too, but without the errno of a failing disk.
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise bad_records(str(path), f"not an Arrow IPC stream: {error}") from error


def _check_schema(path: Path, schema: Any) -> None:
    import pyarrow as pa

    for name in ("id", "messages"):
        if name not in schema.names:
            raise bad_records(str(path), f"column {name} is missing", column=name)
    for name in ("id", "label", "meta"):
        if name in schema.names and not _is_text(schema.field(name).type):
            raise bad_records(str(path), f"column {name} is not utf8", column=name)
    turns = schema.field("messages").type
    if not (pa.types.is_list(turns) or pa.types.is_large_list(turns)) or not pa.types.is_struct(
        turns.value_type
    ):
        raise bad_records(str(path), "column messages is not a list of structs", column="messages")
    names = {field.name for field in turns.value_type}
    if not {"role", "content"} <= names:
        raise bad_records(str(path), "column messages lacks role or content", column="messages")


def _is_text(data_type: Any) -> bool:
    import pyarrow as pa

    if pa.types.is_dictionary(data_type):
        return _is_text(data_type.value_type)
    return bool(
        pa.types.is_string(data_type) or pa.types.is_large_string(data_type) or pa.types.is_null(data_type)
    )


def _record(path: Path, row: dict[str, object], number: int, pairs: bool) -> Record:
    identity, turns, label = row["id"], row["messages"], row.get("label")
    if not isinstance(identity, str) or not isinstance(turns, list) or not turns:
        raise bad_records(str(path), f"row {number} has no id or no messages", row=number)
    messages: list[Message] = []
    for turn in turns:
        role, content = (turn.get("role"), turn.get("content")) if isinstance(turn, dict) else (None, None)
        if role not in _ROLES or not isinstance(content, str):
            raise bad_records(
                str(path),
                f"record {identity}: a turn has role {role!r}; expected one of {', '.join(_ROLES)}"
                " and a text",
                id=identity,
            )
        messages.append(Message(str(role), content))
    answer = label if isinstance(label, str) else None
    if messages[-1].role == "assistant":
        final = messages.pop()
        answer = final.content if answer is None else answer
    if not any(message.role == "user" for message in messages):
        raise bad_records(str(path), f"record {identity} has no user turn", id=identity)
    rejected = _rejected(path, identity, row.get("meta")) if pairs else None
    return Record(identity, tuple(messages), answer, rejected)


def _rejected(path: Path, identity: str, meta: object) -> str:
    try:
        columns = json.loads(meta) if isinstance(meta, str) else None
    except (ValueError, RecursionError):
        columns = None
    rejected = columns.get("rejected") if isinstance(columns, dict) else None
    if not isinstance(rejected, str):
        raise bad_records(
            str(path), f"record {identity}: expected a text `rejected` in its column meta", id=identity
        )
    return rejected
