import type { ModelWork } from '../contracts/stage.ts';
import type { TrainerResult } from '../contracts/trainer.ts';

/** Lets this machine do one piece of model work after the other, while others are done elsewhere. */
export class OneAtATime implements ModelWork {
  readonly #work: ModelWork;
  #last: Promise<unknown> = Promise.resolve();

  constructor(work: ModelWork) {
    this.#work = work;
  }

  /** Errors: those of the work; the signal's reason. */
  run(...[job, options]: Parameters<ModelWork['run']>): Promise<TrainerResult> {
    const turn = this.#last.then(() => {
      options.signal.throwIfAborted();
      return this.#work.run(job, options);
    });
    this.#last = turn.catch(() => {});
    return turn;
  }
}
