import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TouchstoneError } from '../contracts/errors/error.ts';
import { SECRET_NAME } from '../contracts/secret.ts';
import type { Environment } from './environment-reader.ts';

const LONGEST = 64 * 1024;

/**
 * Values of secrets, by the names under which settings that people send refer to them: from a file of the home, or from
 * the environment of the service. Read when they are needed, so that a new value counts at once, and kept nowhere.
 */
export class Secrets {
  readonly #environment: Environment;
  readonly #directory: string;

  constructor(environment: Environment, home: string) {
    this.#environment = environment;
    this.#directory = join(home, 'secrets');
  }

  /** Errors: `SECRET_MISSING`, `SECRET_EXPOSED`; neither holds a value. */
  async reveal(name: string): Promise<string> {
    const variable = `TOUCHSTONE_SECRET_${name.toUpperCase().replaceAll('-', '_')}`;
    const file = join(this.#directory, name);
    const missing = new TouchstoneError('SECRET_MISSING', { params: { name, file, variable } });
    if (!SECRET_NAME.test(name)) throw missing;
    const text = (await this.#inFile(name, file)) ?? this.#environment[variable];
    const value = text?.replace(/\r?\n$/, '');
    if (!value) throw missing;
    return value;
  }

  async #inFile(name: string, file: string): Promise<string | null> {
    const exposed = (detail: string) => new TouchstoneError('SECRET_EXPOSED', { params: { name, detail } });
    const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
      throw exposed(error.code ?? 'unreadable');
    });
    if (found === null) return null;
    if (!found.isFile() || found.size > LONGEST) throw exposed('not a file of a secret’s size');
    if ((found.mode & 0o077) !== 0) throw exposed('others may read it');
    return readFile(file, 'utf8');
  }
}
