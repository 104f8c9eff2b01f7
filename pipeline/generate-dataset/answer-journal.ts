import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { joinBelow } from '../config/safe-path.ts';
import type { StageContext, StageResult } from '../contracts/stage.ts';

/**
 * Answers of a text model in a directory of this machine, a file each, written as they arrive: whatever ends the program, an
 * answer that was paid for is there when the same is asked again. Only the person who runs the program can read them.
 */
export class AnswerJournal {
  readonly directory: string;
  readonly #underWay = new Map<string, Promise<StageResult>>();

  constructor(directory: string) {
    this.directory = directory;
  }

  readonly remember: StageContext['remember'] = (name, version, parts, make) => {
    const key = createHash('sha256')
      .update(JSON.stringify([name, version, parts]))
      .digest('hex');
    const known = this.#underWay.get(key);
    if (known !== undefined) return known;
    const work = this.#recallOrMake(key, make).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, work);
    return work;
  };

  /** Removes all answers, once what was made of them is in its place. */
  async clear(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }

  async #recallOrMake(key: string, make: () => Promise<StageResult>): Promise<StageResult> {
    const path = joinBelow(this.directory, `${key}.json`);
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (text !== null) return JSON.parse(text) as StageResult;
    const result = await make();
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    // A file appears when it is whole: a program that is killed leaves no half of an answer.
    await writeFile(`${path}.part`, JSON.stringify(result), { mode: 0o600 });
    await rename(`${path}.part`, path);
    return result;
  }
}
