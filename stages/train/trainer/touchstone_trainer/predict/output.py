"""Predictions as Arrow IPC streams."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from touchstone_trainer.files import write_atomically
from touchstone_trainer.predict.finished_work import Prediction
from touchstone_trainer.predict.likelihood import probabilities


def write_predictions(path: Path, ids: Sequence[str], predictions: Sequence[Prediction]) -> None:
    """Columns `id`, `prediction` (utf8) and, where labels were scored, `probabilities` and `log_likelihood`
    (list<float64>, in the order of the job's labels); rows in the order of the records."""
    import pyarrow as pa

    columns = {
        "id": pa.array(ids, pa.utf8()),
        "prediction": pa.array([prediction.text for prediction in predictions], pa.utf8()),
    }
    scores = [prediction.scores for prediction in predictions if prediction.scores is not None]
    if scores:
        columns["probabilities"] = pa.array([probabilities(row) for row in scores], pa.list_(pa.float64()))
        columns["log_likelihood"] = pa.array(scores, pa.list_(pa.float64()))
    table = pa.table(columns)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    write_atomically(path, sink.getvalue().to_pybytes())
