import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { joinBelow } from '../../config/safe-path.ts';
import { copyFolder, copyHashed, digestOfSums, filesBelow, type Sums, sumsOf } from './files.ts';
import type { SharedFolder, WorkPlace } from './place.ts';
import { inputsOf, type NodeJob, relocated } from './work.ts';

/** The trainer's package, as Python finds it. */
const PACKAGE = 'touchstone_trainer';

/** Names that a job's folder gives to its parts. */
export const NAMES = {
  program: 'on_node.py',
  letter: 'work.json',
  events: 'events.jsonl',
  outcome: 'outcome.json',
  output: 'output',
} as const;

/** What differs between clusters. */
export interface Outfit {
  /** auto, cpu or cuda. */
  readonly device: string;
  /** Null: as many as the node gives. */
  readonly threads: number | null;
  /** More files for the folder of the work. */
  readonly files: Readonly<Record<string, string>>;
}

/** What was laid out, by the paths of this machine. */
export interface Laid {
  readonly base: string;
  readonly program: string;
}

/**
 * Lays what a job needs into the shared folder: base and trainer once for all jobs, by digest; the rest into the folder of
 * the work. The digests go along, and are checked where the files are used.
 */
export class LayOut {
  readonly #folder: SharedFolder;
  readonly #package: string;
  /** Digests of folders that have not changed since: by path, with the times and sizes that they had. */
  readonly #known = new Map<string, { readonly seen: string; readonly sums: Sums }>();

  constructor(folder: SharedFolder, packageDirectory: string) {
    this.#folder = folder;
    this.#package = join(packageDirectory, PACKAGE);
  }

  /** Error: the folder's `unusable`; a full disk is one of them. */
  async lay(job: NodeJob, place: WorkPlace, { device, threads, files }: Outfit): Promise<Laid> {
    const { seen } = this.#folder;
    return this.#folder.using(place.directory, async () => {
      await mkdir(place.directory, { recursive: true, mode: 0o700 });
      await this.#folder.tidy(Date.now());
      await place.watch(new Date());
      const base = await this.#shared(this.#folder.bases, job.base_dir);
      const program = await this.#shared(this.#folder.programs, this.#package, PACKAGE);
      const sums: Record<string, string> = {};
      for (const one of [base.sums, program.sums])
        for (const [path, sum] of Object.entries(one)) sums[seen(path)] = sum;
      const inputs = place.at('inputs');
      await rm(inputs, { recursive: true, force: true });
      for (const { name, kind, path } of inputsOf(job)) {
        const to = join(inputs, name);
        if (kind === 'file') sums[seen(to)] = await copyHashed(path, to);
        else for (const [file, sum] of await copyFolder(path, to)) sums[seen(joinBelow(to, file))] = sum;
      }
      const places = {
        base: seen(base.path),
        work: seen(place.at('checkpoints')),
        out: seen(place.at(NAMES.output)),
      };
      const moved = relocated(job, places, (name) => seen(join(inputs, name)));
      // One process for each graphics processor that the cluster grants, which is all that a job sees.
      const processes = moved.verb === 'train' ? { processes: 'auto' } : {};
      await place.write(
        NAMES.letter,
        JSON.stringify({
          format: 1,
          job: { ...moved, device, dtype: 'auto', threads, ...processes },
          package: seen(program.path),
          sha256: sums,
        }),
      );
      await place.write(NAMES.program, await readFile(new URL('on_node.py', import.meta.url), 'utf8'));
      for (const [name, text] of Object.entries(files)) await place.write(name, text);
      return { base: base.path, program: program.path };
    });
  }

  /** Takes away what nodes found changed, so that it is laid out anew. */
  async forget(job: NodeJob): Promise<void> {
    for (const [below, from] of [
      [this.#folder.bases, job.base_dir],
      [this.#folder.programs, this.#package],
    ] as const) {
      const path = join(below, digestOfSums(await this.#sumsOf(from)));
      await this.#folder.using(path, () => rm(path, { recursive: true, force: true }));
    }
  }

  /** A folder that all jobs share, laid out where it is not: whole, or not at all. `inside`: its name in there. */
  async #shared(
    below: string,
    from: string,
    inside = '',
  ): Promise<{ path: string; sums: Record<string, string> }> {
    const sums = await this.#sumsOf(from);
    const path = join(below, digestOfSums(sums));
    if (!(await exists(path))) {
      const part = `${path}.${randomUUID()}.part`;
      try {
        await mkdir(part, { recursive: true, mode: 0o700 });
        await copyFolder(from, join(part, inside));
        await rename(part, path).catch(async (error: unknown) => {
          // Another service was quicker.
          if (!(await exists(path))) throw error;
        });
      } finally {
        await rm(part, { recursive: true, force: true });
      }
    }
    return {
      path,
      sums: Object.fromEntries([...sums].map(([file, sum]) => [joinBelow(join(path, inside), file), sum])),
    };
  }

  async #sumsOf(folder: string): Promise<Sums> {
    const seen = await lookOf(folder);
    const known = this.#known.get(folder);
    if (known?.seen === seen) return known.sums;
    const sums = await sumsOf(folder);
    this.#known.set(folder, { seen, sums });
    return sums;
  }
}

/** Tells whether a folder's files may have changed, without reading them. */
async function lookOf(folder: string): Promise<string> {
  const looks: string[] = [];
  for (const path of await filesBelow(folder)) {
    const { size, mtimeMs, ino } = await stat(joinBelow(folder, path));
    looks.push(`${path} ${size} ${mtimeMs} ${ino}`);
  }
  return looks.join('\n');
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
