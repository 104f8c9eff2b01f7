"""A base that no device holds by itself: each process has a part of every layer's frozen weights, and a layer
is gathered for as long as it computes (Zhao et al. 2023, "PyTorch FSDP: Experiences on Scaling Fully Sharded
Data Parallel"). Weights are the same to the bit, so the training is; the adapter is whole in every process,
and its gradients are summed as without."""

from __future__ import annotations

import torch.distributed as dist
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.fsdp import fully_shard

from touchstone_trainer.language_model import LanguageModel
from touchstone_trainer.training.adapter import Adapter
from touchstone_trainer.training.group import Group
from touchstone_trainer.training.recompute import decoder_layers


def shard_layers(model: LanguageModel, adapter: Adapter, group: Group) -> None:
    """Divide the layers over the processes of the group, and bring everything to the device. From here on all
    processes must make their passes in step. Embeddings and head stay whole: the loss multiplies by them
    outside of any layer."""
    mesh = init_device_mesh(model.device.kind, (dist.get_world_size(),))
    trained = set(adapter.parameters.values())
    for layer in decoder_layers(model):
        own = {parameter for parameter in layer.parameters() if parameter in trained}
        # Each layer is gathered by itself; without saying so the outermost would stay whole after its pass.
        fully_shard(layer, mesh=mesh, reshard_after_forward=True, ignored_params=own)
    model.module.to(model.device.torch_name)
    group.in_step = True
