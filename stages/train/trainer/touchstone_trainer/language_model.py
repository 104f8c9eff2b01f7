"""A causal language model as this trainer uses it: hidden states of all tokens, logits of chosen ones only.

With a vocabulary of 262,144 the logits of a whole batch are larger than everything else together, so no
caller ever asks for them: `hidden` gives the last layer's output and `logits` maps chosen rows of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from touchstone_trainer.base.directory_check import check_weights
from touchstone_trainer.base.manifest import read_manifest
from touchstone_trainer.device import Device
from touchstone_trainer.failures import bad_base

if TYPE_CHECKING:
    import torch

# float32 logits held at once: enough rows to keep the head's matrix product busy, few enough for the caches.
LOGIT_SLICE_BYTES = 64 << 20
# Config fields that change logits after the head; a model that sets another than these would be scored
# wrongly.
_UNSUPPORTED_SCALES = ("logit_scale", "logits_scaling", "final_logits_scaling")


class LanguageModel:
    """A loaded base. `module` is the Transformers model; PEFT puts adapters into it in place."""

    def __init__(self, module: Any, device: Device) -> None:
        self.module = module
        self.device = device
        self.config = module.config.get_text_config()
        self.vocabulary: int = module.get_output_embeddings().weight.shape[0]
        self._decoder = module.get_decoder()
        self._embed = module.get_input_embeddings()
        # Vectors (virtual tokens, width) of a tuned prompt. While they are set, the first ids of every
        # sequence are placeholders that they stand in for, so places, positions and masks are those of plain
        # tokens.
        self.soft_prompt: torch.Tensor | None = None
        # Whether attention takes the lengths of a row's records, to leave out what their mask forbids anyway.
        self.attends_by_lengths = False
        self._head = module.get_output_embeddings()
        self._softcap = getattr(self.config, "final_logit_softcapping", None)
        for name in _UNSUPPORTED_SCALES:
            if getattr(self.config, name, None) not in (None, 1.0):
                raise bad_base(f"models with {name} are not supported", field=name)

    def hidden(
        self,
        ids: torch.Tensor,
        positions: torch.Tensor | None = None,
        mask: torch.Tensor | dict[str, torch.Tensor] | None = None,
        lengths: Sequence[int] | None = None,
    ) -> torch.Tensor:
        """Hidden states (batch, tokens, width) for token ids (batch, tokens). Without a mask attention is
        causal, so padding belongs on the right, where no real token looks. `lengths`: those of the records of
        one packed row, whose positions begin anew with each."""
        given: dict[str, Any] = {"input_ids": ids}
        if self.soft_prompt is not None:
            given = {"inputs_embeds": self.embeddings(ids, lengths=lengths)}
        if lengths is not None and self.attends_by_lengths:
            given["packed_lengths"] = lengths
        output = self._decoder(**given, position_ids=positions, attention_mask=mask, use_cache=False)
        states: torch.Tensor = output.last_hidden_state
        return states

    def embeddings(
        self, ids: torch.Tensor, starts: Sequence[int] | None = None, lengths: Sequence[int] | None = None
    ) -> torch.Tensor:
        """What the first layer reads (batch, tokens, width), the tuned prompt put in. `starts`: where each
        sequence begins behind padding on the left; None: at 0. `lengths`: those of the sequences of one
        packed row."""
        import torch

        embedded: torch.Tensor = self._embed(ids)
        if self.soft_prompt is None:
            return embedded
        count = len(self.soft_prompt)
        soft = self.soft_prompt.to(embedded.dtype)
        if lengths is not None:
            parts = torch.split(embedded[0], list(lengths))
            return torch.cat([piece for part in parts for piece in (soft, part[count:])]).unsqueeze(0)
        if starts is None:
            return torch.cat([soft.expand(len(ids), -1, -1), embedded[:, count:]], dim=1)
        for row, start in enumerate(starts):
            embedded[row, start : start + count] = soft
        return embedded

    def logits(self, rows: torch.Tensor) -> torch.Tensor:
        """float32 logits (rows, vocabulary) for hidden states (rows, width). Two dimensions on purpose: with
        three PyTorch's CPU matmul copies the whole head once per sequence."""
        import torch

        logits: torch.Tensor = self._head(rows).float()
        if self._softcap is not None:
            logits = torch.tanh(logits / self._softcap) * self._softcap
        return logits

    def slices(self, rows: int) -> Iterator[slice]:
        """Cut `rows` rows into slices whose logits fit into `LOGIT_SLICE_BYTES`."""
        count = max(1, LOGIT_SLICE_BYTES // 4 // self.vocabulary)
        return (slice(start, start + count) for start in range(0, rows, count))

    @property
    def head_weight(self) -> torch.Tensor:
        """The frozen output matrix (vocabulary, width)."""
        weight: torch.Tensor = self._head.weight
        return weight

    def cap_slope(self, logits: torch.Tensor) -> torch.Tensor | None:
        """Derivative of the soft cap c·tanh(u/c) by u where it gave `logits`; None for a model without
        one."""
        return None if self._softcap is None else 1 - (logits / self._softcap).square()


def load_language_model(
    base_dir: Path, device: Device, quantisation: Literal["nf4"] | None = None, *, whole: bool = True
) -> LanguageModel:
    """Load a canonical base directory, frozen and in evaluation mode; with `quantisation` its linear layers
    are held in 4 bits, the embeddings and the head as they are. Not `whole`: the device cannot hold it, so it
    stays in the machine's memory until it is divided. Errors: `BASE_INVALID`, `BASE_UNSAFE`."""
    manifest = read_manifest(base_dir)
    for file in manifest.files:
        if file.path.endswith(".safetensors"):
            check_weights(base_dir / file.path)
    from transformers import AutoModelForCausalLM

    try:
        module: Any = AutoModelForCausalLM.from_pretrained(
            str(base_dir),
            dtype=device.torch_dtype(),
            local_files_only=True,
            use_safetensors=True,
            **({} if quantisation is None else _four_bits(device)),
        )
    except (KeyError, ValueError, OSError) as error:
        # Transformers reports a missing shard as an OSError, but without the errno of a failing disk.
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise bad_base(f"Transformers cannot load this base: {error}"[:1000]) from error
    if quantisation is None and whole:
        module.to(device.torch_name)
    module.requires_grad_(False)
    module.eval()
    return LanguageModel(module, device)


def _four_bits(device: Device) -> dict[str, Any]:
    """The paper's settings: 4-bit NormalFloat with quantised constants, multiplied in the device's dtype."""
    from transformers import BitsAndBytesConfig

    config: Any = BitsAndBytesConfig(  # type: ignore[no-untyped-call]
        load_in_4bit=True,
        bnb_4bit_quant_type="nf4",
        bnb_4bit_use_double_quant=True,
        bnb_4bit_compute_dtype=device.torch_dtype(),
    )
    # Quantised weights cannot be moved once they are loaded.
    return {"quantization_config": config, "device_map": {"": device.torch_name}}
