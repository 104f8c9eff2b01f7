"""Where a job says that a base's weights come from."""

from __future__ import annotations

import re
from pathlib import Path

from touchstone_trainer.failures import bad_job
from touchstone_trainer.job import BaseSource
from touchstone_trainer.job_fields import Fields


def read_source(fields: Fields) -> BaseSource:
    """Check the source of a base. Errors: `JOB_INVALID`, naming the field."""
    kind = fields.choice("kind", ("package", "package_file", "gguf", "directory", "hub"))
    if kind in ("package", "package_file"):
        # `package` names the distribution to install; it tells a person what is missing.
        fields.optional_text("package")
        module = fields.text("module")
        if not all(part.isidentifier() for part in module.split(".")):
            raise bad_job(fields.path("module"), "the name of a Python module", module)
        glob = fields.text("file_glob") if kind == "package_file" else None
        if glob is not None and ("/" in glob or "\\" in glob or ".." in glob):
            raise bad_job(fields.path("file_glob"), "a file name pattern without folders", glob)
        source = BaseSource(
            kind="package" if kind == "package" else "package_file", module=module, file_glob=glob
        )
    elif kind in ("gguf", "directory"):
        source = BaseSource(kind="gguf" if kind == "gguf" else "directory", path=Path(fields.text("path")))
    else:
        source = BaseSource(
            kind="hub",
            hub_id=_hub_id(fields),
            revision=fields.text("revision"),
            allow_network=fields.flag("allow_network", default=False),
        )
    fields.finish()
    return source


def _hub_id(fields: Fields) -> str:
    hub_id = fields.text("id")
    if not re.fullmatch(r"[A-Za-z0-9][\w.-]{0,95}(/[A-Za-z0-9][\w.-]{0,95})?", hub_id) or ".." in hub_id:
        raise bad_job(fields.path("id"), "a Hub id such as owner/name", hub_id)
    return hub_id
