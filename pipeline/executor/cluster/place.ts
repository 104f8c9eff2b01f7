import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { ErrorCode } from '../../contracts/errors/table.ts';

/** Half-done work is kept so long. */
const KEPT_MS = 14 * 24 * 3600 * 1000;

/** Which job does a piece of work. Written down before it is submitted. */
const attemptSchema = z.object({
  format: z.literal(1),
  /** Jobs for this work so far, this one included. */
  number: z.number().int().min(1),
  /** Null: it is being submitted, or was when this service died. */
  job: z.string().nullable(),
  /** What it came to is known to whoever asked for the work: the next time begins another job. */
  settled: z.boolean(),
});
export type Attempt = z.infer<typeof attemptSchema>;

/** What each kind of cluster calls the faults of the folder that it shares. */
export interface FolderErrors {
  readonly unusable: ErrorCode;
  readonly inputChanged: ErrorCode;
  readonly resultBroken: ErrorCode;
}

/** Where everything of the cluster lies in the folder that it shares with this machine. */
export class SharedFolder {
  readonly root: string;
  readonly errors: FolderErrors;
  readonly #seenAs: string;

  /** `seenAs`: the same folder by the path that nodes see. */
  constructor(root: string, errors: FolderErrors, seenAs = root) {
    this.root = root;
    this.errors = errors;
    this.#seenAs = seenAs;
  }

  /** A path in the folder, as nodes see it. */
  readonly seen = (path: string): string => `${this.#seenAs}${path.slice(this.root.length)}`;

  get bases(): string {
    return join(this.root, 'bases');
  }

  /** Copies of the trainer's package, by digest. */
  get programs(): string {
    return join(this.root, 'programs');
  }

  /** The place of one piece of work. */
  place(key: string): WorkPlace {
    return new WorkPlace(join(this.root, 'work', key), this);
  }

  /** Removes the folders of work that nothing has touched for a fortnight: of runs that were cancelled, or never resumed. */
  async tidy(now: number): Promise<void> {
    const work = join(this.root, 'work');
    for (const name of await readdir(work).catch(() => [])) {
      const folder = join(work, name);
      const paths = [folder, ...(await readdir(folder).catch(() => [])).map((one) => join(folder, one))];
      const times = await Promise.all(
        paths.map((path) =>
          stat(path).then(
            ({ mtimeMs }) => mtimeMs,
            () => now,
          ),
        ),
      );
      if (now - Math.max(...times) > KEPT_MS) await rm(folder, { recursive: true, force: true });
    }
  }

  /** Does something with the folder. Errors: `unusable` in place of the system's. */
  async using<T>(path: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof TouchstoneError) throw error;
      throw this.fault(path, (error as NodeJS.ErrnoException).code ?? String(error), error);
    }
  }

  fault(path: string, detail: string, cause?: unknown): TouchstoneError {
    return new TouchstoneError(this.errors.unusable, { params: { path, detail }, cause });
  }
}

/** The folder of one piece of work: inputs, checkpoints, output, and which job does it. */
export class WorkPlace {
  readonly directory: string;
  readonly folder: SharedFolder;

  constructor(directory: string, folder: SharedFolder) {
    this.directory = directory;
    this.folder = folder;
  }

  readonly at = (name: string): string => join(this.directory, name);

  /** The last attempt; null where there was none. Error: the folder's `unusable`. */
  async attempt(): Promise<Attempt | null> {
    const text = await this.#read('attempt.json');
    if (text === null) return null;
    const parsed = attemptSchema.safeParse(jsonOf(text));
    // Half a file cannot be: it is written beside its place and moved there.
    if (!parsed.success)
      throw this.folder.fault(this.at('attempt.json'), 'it is not what this service wrote');
    return parsed.data;
  }

  async setAttempt(attempt: Omit<Attempt, 'format'>): Promise<void> {
    await this.write('attempt.json', JSON.stringify({ format: 1, ...attempt }));
  }

  /** The job that has begun an attempt, by its own word; null where none has. Only that one works. */
  async ownerOf(attempt: number): Promise<string | null> {
    const text = (await this.#read(`owner-${attempt}`))?.trim();
    return text !== undefined && /^\d+(_\d+)?$/.test(text) ? text : null;
  }

  /** Restarts after which the job asked for another one itself; -1: none. */
  async requeuedAt(attempt: number): Promise<number> {
    const text = (await this.#read(`requeued-${attempt}`))?.trim();
    return text !== undefined && /^\d+$/.test(text) ? Number(text) : -1;
  }

  /** Tells the job of an attempt to stop by the folder itself: it reads this also where the cluster cannot be reached. */
  async askToStop(attempt: number): Promise<void> {
    await this.write(`stop-${attempt}`, '');
  }

  /** Tells this life of the folder from one before, of the same work: whoever comes first gives it its name. */
  async life(): Promise<string> {
    const name = randomUUID().slice(0, 8);
    await this.folder.using(this.directory, async () => {
      await mkdir(this.directory, { recursive: true, mode: 0o700 });
      await writeFile(this.at('life'), name, { flag: 'wx', mode: 0o600 }).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'EEXIST') throw error;
        },
      );
    });
    const text = await this.#read('life');
    if (text === null || !/^[0-9a-f]{8}$/.test(text))
      throw this.folder.fault(this.at('life'), 'it is not what this service wrote');
    return text;
  }

  /** Shows the job that somebody waits for it: one that nobody waits for any more ends by itself. */
  async watch(now: Date): Promise<void> {
    const path = this.at('watched');
    await utimes(path, now, now).catch(() => this.write('watched', ''));
  }

  /** The last lines of a job's log, for people. */
  async logTail(name: string, characters = 2000): Promise<string> {
    return ((await this.#read(name)) ?? '').slice(-characters);
  }

  /** Writes a file whole, or not at all. Error: the folder's `unusable`. */
  async write(name: string, text: string, mode = 0o600): Promise<void> {
    const part = this.at(`${name}.${randomUUID()}.part`);
    await this.folder.using(this.directory, async () => {
      await mkdir(this.directory, { recursive: true, mode: 0o700 });
      await writeFile(part, text, { mode });
      await rename(part, this.at(name));
    });
  }

  async remove(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true, maxRetries: 3 });
  }

  #read(name: string): Promise<string | null> {
    return this.folder.using(this.directory, () =>
      readFile(this.at(name), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      }),
    );
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
