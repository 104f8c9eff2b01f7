"""What a base is made of, as far as memory and time depend on it: read from its config and weight headers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from touchstone_trainer.base.manifest import BaseManifest
from touchstone_trainer.base.safetensors_file import read_safetensors_header

_BYTES = {"bf16": 2, "f16": 2, "f32": 4}


@dataclass(frozen=True)
class BaseShape:
    """A dense decoder. `norms` counts a layer's normalisations of the whole width, `head_norms` says whether
    queries and keys have some of their own, `gated` whether the feed-forward part multiplies two matrices'
    outputs. `file_dtype` is how the weights lie on disk, None for several."""

    layers: int
    hidden: int
    intermediate: int
    heads: int
    key_heads: int
    head_size: int
    vocabulary: int
    parameters: int
    norms: int
    head_norms: bool
    gated: bool
    file_dtype: str | None
    file_bytes: int

    @property
    def queries(self) -> int:
        """Width of all heads' queries together."""
        return self.heads * self.head_size

    @property
    def keys(self) -> int:
        """Width of all key heads together."""
        return self.key_heads * self.head_size

    @property
    def linears(self) -> tuple[tuple[int, int], ...]:
        """(in, out) of each linear layer of one decoder layer."""
        wide = ((self.hidden, self.intermediate),) * (2 if self.gated else 1)
        return (
            (self.hidden, self.queries),
            (self.hidden, self.keys),
            (self.hidden, self.keys),
            (self.queries, self.hidden),
            *wide,
            (self.intermediate, self.hidden),
        )

    @property
    def linear_parameters(self) -> int:
        """Values of all linear layers but the head."""
        return self.layers * sum(inputs * outputs for inputs, outputs in self.linears)


def read_shape(base_dir: Path, manifest: BaseManifest) -> BaseShape:
    """The shape of a canonical base directory."""
    config: dict[str, Any] = json.loads((base_dir / "config.json").read_bytes())
    text = config.get("text_config", config)
    files = [base_dir / file.path for file in manifest.files if file.path.endswith(".safetensors")]
    first = {
        name.partition(".layers.0.")[2]: shape
        for path in files
        for name, (_, shape) in read_safetensors_header(path).items()
        if ".layers.0." in name
    }
    hidden = manifest.hidden_size
    heads = int(text.get("num_attention_heads") or 1)
    norms = sum(
        "norm" in name and name.endswith("weight") and shape == [hidden] for name, shape in first.items()
    )
    return BaseShape(
        layers=manifest.layers,
        hidden=hidden,
        intermediate=int(text.get("intermediate_size") or 4 * hidden),
        heads=heads,
        key_heads=int(text.get("num_key_value_heads") or heads),
        head_size=int(text.get("head_dim") or hidden // heads),
        vocabulary=manifest.vocab_size,
        parameters=manifest.parameters,
        norms=norms or 2,
        head_norms=any("q_norm" in name for name in first),
        gated=not first or any("gate" in name for name in first),
        file_dtype=manifest.dtype if manifest.dtype in _BYTES else None,
        file_bytes=sum(path.stat().st_size for path in files),
    )
