"""A causal language model as this trainer uses it: hidden states of all tokens, logits of chosen ones only.

With a vocabulary of 262,144 the logits of a whole batch are larger than everything else together, so no
caller ever asks for them: `hidden` gives the last layer's output and `logits` maps chosen rows of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    ) -> torch.Tensor:
        """Hidden states (batch, tokens, width) for token ids (batch, tokens). Without a mask attention is
        causal, so padding belongs on the right, where no real token looks."""
        output = self._decoder(input_ids=ids, position_ids=positions, attention_mask=mask, use_cache=False)
        states: torch.Tensor = output.last_hidden_state
        return states

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


def load_language_model(base_dir: Path, device: Device) -> LanguageModel:
    """Load a canonical base directory, frozen and in evaluation mode. Errors: `BASE_INVALID`,
    `BASE_UNSAFE`."""
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
        )
    except (KeyError, ValueError, OSError) as error:
        # Transformers reports a missing shard as an OSError, but without the errno of a failing disk.
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise bad_base(f"Transformers cannot load this base: {error}"[:1000]) from error
    module.to(device.torch_name)
    module.requires_grad_(False)
    module.eval()
    return LanguageModel(module, device)
