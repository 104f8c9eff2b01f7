import type { Problem } from '../../pipeline/contracts/problem.ts';
import type { RunView } from '../../pipeline/contracts/views.ts';
import type { ServiceUnderTest } from '../integration/service-under-test.ts';

export interface TrialSettings {
  readonly rate: number;
  readonly rank: number;
  /** Somebody waits for it; else a schedule asked for it. */
  readonly urgent: boolean;
}

/** One run of the sweep, and what is seen of it while it goes on. */
export class Trial {
  readonly number: number;
  readonly settings: TrialSettings;
  readonly id: string;
  /** Whoever took its training, in order: nodes, or jobs of Slurm. */
  readonly takers: string[] = [];
  readonly resumedAt: { readonly step: number; readonly total: number }[] = [];
  /** How often it went on after it had begun. */
  restarts = 0;
  percent = 0;
  /** As it ended. */
  readonly done: Promise<RunView>;
  #over = false;
  #wake: () => void = () => {};

  constructor(service: ServiceUnderTest, number: number, settings: TrialSettings, id: string) {
    this.number = number;
    this.settings = settings;
    this.id = id;
    this.done = this.#follow(service);
    // Whoever waits for something else hears of a failure where the end is awaited.
    this.done.catch(() => {});
  }

  get over(): boolean {
    return this.#over;
  }

  taken(by: string): void {
    if (this.takers.length > 0) this.restarts++;
    this.takers.push(by);
    this.#wake();
  }

  /** Waits until something is so; an error where the run ends before. */
  async until(isSo: (trial: this) => boolean): Promise<void> {
    while (!isSo(this)) {
      if (this.#over) throw new Error(`trial ${this.number} was over too soon: ${await endOf(this)}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        setTimeout(resolve, 200);
      });
    }
  }

  async #follow(service: ServiceUnderTest): Promise<RunView> {
    try {
      for await (const { body } of service.events(this.id)) {
        if (body.type !== 'progress' || body.stage !== 'train') continue;
        this.percent = Math.round(body.progress.percent);
        this.#hear(body.progress.message?.en ?? '');
        this.#wake();
      }
      return await service.run(this.id);
    } finally {
      this.#over = true;
      this.#wake();
    }
  }

  #hear(message: string): void {
    const resumed = /from its checkpoint: step (\d+) of (\d+)/.exec(message);
    if (resumed !== null) this.resumedAt.push({ step: Number(resumed[1]), total: Number(resumed[2]) });
    const job = /^Slurm job (\d+) (?:runs|starts)/.exec(message)?.[1];
    if (job !== undefined && !this.takers.includes(`slurm ${job}`)) this.taken(`slurm ${job}`);
    if (/^Slurm job \d+ waits again/.test(message)) this.restarts++;
  }
}

async function endOf({ done }: Trial): Promise<string> {
  const { status, error } = await done;
  return `${status} ${errorText(error)}`;
}

export function errorText(error: Problem | null): string {
  return error === null ? '' : `${error.code}: ${error.detail ?? ''}`;
}
