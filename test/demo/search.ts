import type { Problem } from '../../pipeline/contracts/problem.ts';
import type { RunView } from '../../pipeline/contracts/views.ts';
import type { ServiceUnderTest } from '../integration/service-under-test.ts';

/** One candidate of a search, as its run tells of it. */
export interface Candidate {
  readonly number: number;
  /** Whoever took its training, in order: nodes, or a job of Slurm. */
  readonly takers: string[];
  readonly resumedAt: { readonly step: number; readonly total: number }[];
  /** How often it went on after it had begun. */
  restarts: number;
  /** Its job has been queued again. */
  queued: boolean;
}

export interface SearchNews {
  /** Somebody takes a candidate. */
  took(candidate: Candidate): void;
  /** It waits again after it had begun. */
  waits(candidate: Candidate): void;
}

/** A run that searches settings, and what is heard of its candidates while it goes on. */
export class Search {
  readonly id: string;
  readonly candidates = new Map<number, Candidate>();
  /** As it ended. */
  readonly done: Promise<RunView>;
  /** Of all candidates together. */
  percent = 0;
  readonly #news: SearchNews;
  #over = false;

  constructor(service: ServiceUnderTest, id: string, news: SearchNews) {
    this.id = id;
    this.#news = news;
    this.done = this.#follow(service);
    // Whoever waits for something else hears of a failure where the end is awaited.
    this.done.catch(() => {});
  }

  /** Waits until something is found; an error where the run ends before. */
  async until<T>(look: () => Promise<T | null> | T | null): Promise<T> {
    for (;;) {
      const found = await look();
      if (found !== null) return found;
      if (this.#over) {
        const { status, error } = await this.done;
        throw new Error(`the search was over too soon: ${status} ${errorText(error)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** The candidate that somebody has in hand; null where nobody has said so. */
  heldBy(taker: string): Candidate | null {
    return [...this.candidates.values()].findLast(({ takers }) => takers.at(-1) === taker) ?? null;
  }

  async #follow(service: ServiceUnderTest): Promise<RunView> {
    try {
      for await (const { body } of service.events(this.id)) {
        if (body.type !== 'progress' || body.stage !== 'train') continue;
        this.percent = body.progress.percent;
        const said = /^Candidate (\d+): (.*)$/s.exec(body.progress.message?.en ?? '');
        if (said !== null) this.#hear(Number(said[1]), said[2]!);
      }
      return await service.run(this.id);
    } finally {
      this.#over = true;
    }
  }

  #hear(number: number, message: string): void {
    const candidate = this.candidates.get(number) ?? {
      number,
      takers: [],
      resumedAt: [],
      restarts: 0,
      queued: false,
    };
    this.candidates.set(number, candidate);
    const resumed = /from its checkpoint: step (\d+) of (\d+)/.exec(message);
    if (resumed !== null) candidate.resumedAt.push({ step: Number(resumed[1]), total: Number(resumed[2]) });
    const [, node, job] = /^(?:Node (\S+) is at work|Slurm job (\S+) (?:runs|starts))/.exec(message) ?? [];
    const taker = node ?? (job === undefined ? undefined : `slurm ${job}`);
    if (taker !== undefined && (node !== undefined || candidate.takers.at(-1) !== taker)) {
      if (candidate.takers.length > 0) candidate.restarts++;
      candidate.takers.push(taker);
      this.#news.took(candidate);
    }
    // It says so again when Slurm gives another reason.
    const queued = /^Slurm job \S+ waits again/.test(message);
    if (queued && !candidate.queued) {
      candidate.restarts++;
      this.#news.waits(candidate);
    }
    if (queued || taker !== undefined) candidate.queued = queued;
  }
}

export function errorText(error: Problem | null): string {
  return error === null ? '' : `${error.code}: ${error.detail ?? ''}`;
}
