"""The peer of intake.ts: msgspec and pyarrow take the same file to the same table.

Usage: intake-peer.py FILE.jsonl REPORT.json REPEAT OWN.arrow
"""

import json
import sys
import time
import unicodedata
from collections.abc import Iterator

import msgspec
import pyarrow as pa

BATCH = 8_192

TURN = pa.struct([pa.field("role", pa.string(), nullable=False), pa.field("content", pa.string(), nullable=False)])
SCHEMA = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("messages", pa.list_(pa.field("item", TURN, nullable=False)), nullable=False),
        pa.field("label", pa.string()),
        pa.field("split", pa.string()),
        pa.field("source", pa.string()),
        pa.field("meta", pa.string()),
    ]
)


class Alpaca(msgspec.Struct):
    """A row; other columns are not looked at, which ours are."""

    instruction: str
    input: str
    output: str
    id: str | None = None
    split: str | None = None


class Sink:
    """Takes bytes and counts them."""

    closed = False

    def __init__(self) -> None:
        self.bytes = 0

    def write(self, data: memoryview) -> int:
        self.bytes += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""


def batches(path: str, columns: bool) -> Iterator[pa.RecordBatch]:
    """Parse, validate, NFC; messages as flat columns put together by hand, or as lists of dicts, as is usual."""
    decoder = msgspec.json.Decoder(Alpaca)
    nfc = unicodedata.normalize
    ids: list[str] = []
    offsets = [0]
    roles: list[str] = []
    contents: list[str] = []
    conversations: list[list[dict[str, str]]] = []
    labels: list[str] = []
    splits: list[str | None] = []

    def flush() -> pa.RecordBatch:
        if not columns:
            return pa.RecordBatch.from_arrays(
                [
                    pa.array(ids, pa.string()),
                    pa.array(conversations, SCHEMA.field("messages").type),
                    pa.array(labels, pa.string()),
                    pa.array(splits, pa.string()),
                    pa.array(["upload"] * len(ids), pa.string()),
                    pa.nulls(len(ids), pa.string()),
                ],
                schema=SCHEMA,
            )
        turns = pa.StructArray.from_arrays(
            [pa.array(roles, pa.string()), pa.array(contents, pa.string())], fields=list(TURN)
        )
        messages = pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), turns, type=SCHEMA.field("messages").type)
        count = len(ids)
        return pa.RecordBatch.from_arrays(
            [
                pa.array(ids, pa.string()),
                messages,
                pa.array(labels, pa.string()),
                pa.array(splits, pa.string()),
                pa.array(["upload"] * count, pa.string()),
                pa.nulls(count, pa.string()),
            ],
            schema=SCHEMA,
        )

    seen: set[str] = set()
    with open(path, "rb") as file:
        for number, line in enumerate(file, 1):
            if line.isspace():
                continue
            row = decoder.decode(line)
            instruction = nfc("NFC", row.instruction)
            text = nfc("NFC", row.input)
            answer = nfc("NFC", row.output)
            for value in (instruction, text, answer):
                if "\0" in value:
                    raise ValueError(f"line {number}: NUL")
            own = row.id
            if own is None or own in seen:
                own = f"line:{number}"
            else:
                seen.add(own)
            ids.append(own)
            question = instruction if not text.strip() else f"{instruction}\n\n{text}"
            if columns:
                roles += ("user", "assistant")
                contents += (question, answer)
                offsets.append(len(roles))
            else:
                conversations.append(
                    [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]
                )
            labels.append(answer.strip())
            splits.append(row.split)
            if len(ids) == BATCH:
                yield flush()
                ids, roles, contents, labels, splits, conversations = [], [], [], [], [], []
                offsets = [0]
    if ids:
        yield flush()


def measure(path: str, columns: bool) -> dict[str, float]:
    """Wall and CPU seconds of one reading."""
    wall, cpu = time.perf_counter(), time.process_time()
    rows = 0
    sink = Sink()
    with pa.ipc.new_stream(pa.PythonFile(sink, mode="w"), SCHEMA) as writer:
        for batch in batches(path, columns):
            rows += batch.num_rows
            writer.write_batch(batch)
    return {
        "rows": rows,
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "bytes": sink.bytes,
    }


def main() -> None:
    """Read the file again and again; write the figures of each time."""
    path, target, repeat, own = sys.argv[1:]
    pa.set_cpu_count(1)
    with pa.OSFile(own) as file:
        ours = pa.ipc.open_stream(file).read_all()
    report = {
        "equal": ours.equals(pa.Table.from_batches(batches(path, columns=False), SCHEMA)),
        "versions": {"msgspec": msgspec.__version__, "pyarrow": pa.__version__},
        "usual": [measure(path, columns=False) for _ in range(int(repeat))],
        "columns": [measure(path, columns=True) for _ in range(int(repeat))],
    }
    with open(target, "w", encoding="utf-8") as file:
        json.dump(report, file)


if __name__ == "__main__":
    main()
