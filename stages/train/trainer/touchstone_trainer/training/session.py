"""The training loop: steps, evaluation, checkpoints, and going on from where an earlier process stopped."""

from __future__ import annotations

import math
import time

import torch

from touchstone_trainer.device import release_memory
from touchstone_trainer.exit_codes import ExitCode
from touchstone_trainer.failures import TrainerError, is_out_of_memory
from touchstone_trainer.job import TrainJob
from touchstone_trainer.language_model import LanguageModel
from touchstone_trainer.machine_memory import give_back_heap
from touchstone_trainer.training.adapter import Adapter
from touchstone_trainer.training.averaging import WeightAverage
from touchstone_trainer.training.checkpoint import Checkpoint
from touchstone_trainer.training.fit.check import Fit
from touchstone_trainer.training.objective import Objective
from touchstone_trainer.training.optimiser import AdapterOptimiser
from touchstone_trainer.training.progress import Progress
from touchstone_trainer.training.schedule import learning_rate
from touchstone_trainer.training.step_plan import StepPlan
from touchstone_trainer.training.surroundings import Surroundings
from touchstone_trainer.training.validation import Validation

_LOG_POINTS = 100
# Every step has other shapes, and the heap keeps the holes that they leave.
_HEAP_STEPS = 16
# What a run that diverged goes on with: a third of its learning rate, once.
_LOWER_RATE = 1 / 3


class TrainingSession:
    """One run of training, from its newest checkpoint to its last step."""

    def __init__(
        self,
        job: TrainJob,
        model: LanguageModel,
        adapter: Adapter,
        objective: Objective,
        validation: Objective,
        around: Surroundings,
        *,
        fit: Fit,
        packed: bool = False,
    ) -> None:
        """`packed`: several records in one row, as the objective has them."""
        self._job = job
        self._model = model
        self._adapter = adapter
        self._objective = objective
        self._around, self._group = around, around.group
        self._validation = Validation(validation, around)
        self._optimiser = AdapterOptimiser(adapter, job.weight_decay, job.max_grad_norm)
        self._plan = StepPlan(
            job, objective.lengths, around.group.place, packed=packed, texts=objective.texts
        )
        self.steps_per_epoch, self.steps = self._plan.steps_per_epoch, self._plan.steps
        self._average = WeightAverage(adapter, self.steps, job.average_from)
        self._fit = fit
        self.progress = Progress(fit=fit.to_json())
        self._last_checkpoint = time.monotonic()
        self._last_loss = math.nan
        self._saved_state: tuple[int, int] | None = None
        self._start = adapter.copy()

    def run(self, found: Checkpoint | None) -> None:
        """Train to the last step, from a checkpoint where one was found. Errors: `INTERRUPTED` and
        `RANK_LOST` after a checkpoint, `TRAINER_DIVERGED`."""
        self._resume(found)
        self._group.agree_on_step(self.progress.step)
        started, first_step, spent_before = time.monotonic(), self.progress.step, self.progress.seconds
        try:
            self._evaluate_if_due()
            while self.progress.step < self.steps:
                if not self._step_or_go_back():
                    continue
                self._around.events.progress(
                    "train",
                    self.progress.step,
                    self.steps,
                    started_at=started,
                    first=first_step,
                    loss=self._last_loss,
                    tokens_per_second=self.progress.tokens_per_second(),
                )
                self._log_if_due()
                if self.progress.step % _HEAP_STEPS == 0:
                    give_back_heap()
                self._evaluate_if_due()
                self.progress.seconds = spent_before + time.monotonic() - started
                self._checkpoint_if_due()
                self._group.stop_if_asked(self._around.interrupts)
        except TrainerError as failure:
            # In both cases the weights are those after the last whole step.
            if failure.exit_code is ExitCode.INTERRUPTED or failure.code == "RANK_LOST":
                self._checkpoint()
            raise
        self._checkpoint()

    def final_adapter(self) -> tuple[dict[str, torch.Tensor], int]:
        """The weights to hand over and the step they are from: the best by validation loss, or the last;
        averaged ones where the job asks for an average."""
        if self._job.keep == "best" and self.progress.best is not None:
            return self._around.store.load_best(self.progress.best), int(self.progress.best["step"])
        return self._weights(), self.progress.step

    def _weights(self) -> dict[str, torch.Tensor]:
        return self._average.weights() if self._average.begun else self._adapter.copy()

    def _resume(self, found: Checkpoint | None) -> bool:
        if found is None:
            return False
        prefix = "adapter:"
        self._adapter.load({k[len(prefix) :]: v for k, v in found.tensors.items() if k.startswith(prefix)})
        self._optimiser.load(found.tensors, found.step)
        self._average.load(found.tensors, found.step)
        self.progress = Progress.from_json(found.progress | {"fit": self._fit.to_json()})
        self._around.events.emit("resumed", step=found.step, total=self.steps)
        return True

    def _step_or_go_back(self) -> bool:
        """One step; False where it diverged and training is back at an earlier one with a lower rate. Errors:
        `TRAINER_DIVERGED` where that has been tried, or memory ran out with one example at a time."""
        while True:
            try:
                self._train_step()
                return True
            except TrainerError as failure:
                if failure.exit_code is not ExitCode.DIVERGED or self.progress.rate_factor < 1:
                    raise
                self._go_back()
                return False
            except (RuntimeError, MemoryError, OSError) as error:
                if self._group.in_step or not is_out_of_memory(error) or self.micro_batch == 1:
                    raise
                self._halve_batch()

    def _go_back(self) -> None:
        """To the newest checkpoint, or the start, with a lower learning rate."""
        diverged = self.progress.step + 1
        self._optimiser.reset()
        self._average.reset()
        if not self._resume(self._around.store.load_newest()):
            self._adapter.load(self._start)
            self.progress = Progress(fit=self._fit.to_json())
        self.progress.rate_factor = _LOWER_RATE
        self._saved_state = None
        self._around.events.warning(
            "RATE_LOWERED",
            f"training diverged at step {diverged}: it goes on from step {self.progress.step} "
            "with a third of the learning rate",
            step=diverged,
            back_to=self.progress.step,
        )

    def _halve_batch(self) -> None:
        """Fewer examples at once, as many a step: the same training in less memory."""
        before = self.micro_batch
        self.progress.micro_batch = max(1, before // 2)
        self._optimiser.clear()
        release_memory(self._model.device)
        self._around.events.warning(
            "BATCH_HALVED",
            f"memory ran out with {before} records at once: on with {self.progress.micro_batch}, "
            "and as many records a step as before",
            batch_size=self.progress.micro_batch,
        )

    @property
    def micro_batch(self) -> int:
        """Examples that go through the model at once."""
        return min(self.progress.micro_batch or self._fit.rung.at_once, self._fit.rung.at_once)

    def _train_step(self) -> None:
        step, started = self.progress.step, time.monotonic()
        weight = self._objective.weight(self._plan.records(step))
        self._adapter.train_mode(True)
        loss_sum, tokens = self._gradients(step, weight)
        norm = self._optimiser.step(self._rate(step))
        if not math.isfinite(loss_sum) or not math.isfinite(norm):
            raise TrainerError(
                "TRAINER_DIVERGED",
                ExitCode.DIVERGED,
                f"the loss is no longer a number at step {step + 1}, with a third of the learning rate too: "
                "set learning_rate lower"
                if self.progress.rate_factor < 1
                else f"the loss is no longer a number at step {step + 1}",
                {"step": step + 1, "learning_rate": self._job.learning_rate},
            )
        self.progress.step += 1
        self.progress.tokens += tokens
        self._average.add(self.progress.step)
        self.progress.add_loss(loss_sum, weight)
        self.progress.training_seconds += time.monotonic() - started
        self._last_loss = loss_sum / weight

    def _gradients(self, step: int, weight: int) -> tuple[float, int]:
        """Put a step's gradients into the parameters; returns the sum of the losses and the tokens read. What
        raises in one process for want of memory raises in all, so that all go on alike."""
        loss_sum, tokens = 0.0, 0
        failure: Exception | None = None
        try:
            passes = self._plan.passes(step, self.micro_batch)
            rounds = self._group.rounds(passes, self._plan.records(step)[:1])
            for number, (indexes, counts) in enumerate(rounds):
                torch.manual_seed(self._plan.noise_seed(step, number))
                passed = self._objective.run(indexes)
                if not counts:
                    (passed.loss * 0).backward()  # type: ignore[no-untyped-call]
                    continue
                (passed.loss / weight).backward()  # type: ignore[no-untyped-call]
                loss_sum += float(passed.loss.detach())
                tokens += passed.tokens
        except (RuntimeError, MemoryError, OSError) as error:
            # Of those that go in step the others are waiting inside a layer, where nobody can tell them.
            if self._group.in_step or not is_out_of_memory(error):
                raise
            failure = error
        summed = self._group.sum([loss_sum, tokens, float(failure is not None)])
        if summed[2] > 0:
            raise failure or MemoryError("memory ran out in another process")
        self._group.sum_gradients(self._adapter.parameters.values())
        return summed[0], int(summed[1])

    def _rate(self, step: int) -> float:
        job = self._job
        rate = learning_rate(step, self.steps, job.learning_rate, job.warmup_ratio, job.schedule)
        return rate * self.progress.rate_factor

    def _log_if_due(self) -> None:
        step = self.progress.step
        if step % max(1, self.steps // _LOG_POINTS) and step != self.steps and not self._evaluation_due():
            return
        entry: dict[str, float | int] = {
            "step": step,
            "epoch": round(step / self.steps_per_epoch, 4),
            "train_loss": self.progress.take_train_loss(),
            "learning_rate": self._rate(step - 1),
        }
        self.progress.losses.append(entry)
        self._around.events.emit("metric", **entry)

    def _evaluation_due(self) -> bool:
        step = self.progress.step
        every = self.steps_per_epoch if self._job.evaluate_every == "epoch" else self._job.evaluate_every
        due = step > 0 and (step % every == 0 or step == self.steps)
        return self._validation.exists and due and self.progress.evaluated_step != step

    def _evaluate_if_due(self) -> None:
        if not self._evaluation_due():
            return
        weights = self._weights()
        figures = self._validation_of(weights)
        loss, step = figures["validation_loss"], self.progress.step
        self.progress.losses[-1] |= figures
        self.progress.evaluated_step = step
        self._around.events.emit("metric", step=step, **figures)
        if self._job.keep == "best" and (self.progress.best is None or loss < self.progress.best["loss"]):
            leads = self._group.place.leads
            kept = self._around.store.save_best(step, weights) if leads else {}
            self.progress.best = kept | {"step": step, "loss": loss}

    def _validation_of(self, weights: dict[str, torch.Tensor]) -> dict[str, float]:
        if not self._average.begun:
            return self._validated()
        present = self._adapter.copy()
        self._adapter.load(weights)
        try:
            return self._validated()
        finally:
            self._adapter.load(present)

    def _validated(self) -> dict[str, float]:
        self._adapter.train_mode(False)
        return self._validation.figures(self.micro_batch * 2)

    def _checkpoint_if_due(self) -> None:
        if time.monotonic() - self._last_checkpoint >= self._job.checkpoint_every_seconds:
            self._checkpoint()

    def _checkpoint(self) -> None:
        state = (self.progress.step, self.progress.evaluated_step)
        if state == self._saved_state or not self._group.place.leads:
            return
        tensors = {f"adapter:{name}": tensor for name, tensor in self._adapter.copy().items()}
        tensors |= self._optimiser.state() | self._average.state()
        self._around.store.save(Checkpoint(self.progress.step, tensors, self.progress.to_json()))
        self._last_checkpoint, self._saved_state = time.monotonic(), state
        self._around.events.emit("checkpoint", step=self.progress.step)
