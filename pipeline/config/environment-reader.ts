import { TouchstoneError } from '../contracts/errors/error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads single variables, each with its rule. Errors: `SETTINGS_INVALID` naming the variable. */
export class EnvironmentReader {
  readonly #env: Environment;

  constructor(env: Environment) {
    this.#env = env;
  }

  text(name: string, fallback: string): string {
    return this.#env[name] || fallback;
  }

  pattern(name: string, fallback: string, pattern: RegExp): string {
    const value = this.text(name, fallback);
    if (!pattern.test(value)) throw invalidSetting(name, `"${value}" does not match ${pattern.source}`);
    return value;
  }

  /** Its value is in no error. */
  secret(name: string, pattern: RegExp, expected: string): string | null {
    const value = this.#env[name];
    if (!value) return null;
    if (!pattern.test(value)) throw invalidSetting(name, `it must be ${expected}`);
    return value;
  }

  integer(name: string, fallback: number, low: number, high: number): number {
    const text = this.#env[name];
    if (!text) return fallback;
    const value = Number(text);
    if (!Number.isInteger(value) || value < low || value > high) {
      throw invalidSetting(name, `"${text}" is not a whole number from ${low} to ${high}`);
    }
    return value;
  }

  url(name: string, protocols: readonly string[]): string | null {
    const text = this.#env[name];
    if (!text) return null;
    if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
      throw invalidSetting(name, `it must be a URL that starts with ${protocols.join(' or ')}//`);
    }
    return text;
  }

  list(name: string): string[] {
    return (this.#env[name] ?? '')
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  }

  /** `because` names what makes it needed. */
  required(name: string, because: string): string {
    const value = this.#env[name];
    if (!value) throw invalidSetting(name, `${because} is set, so this is needed`);
    return value;
  }

  /** Null where it is not set, or blank. */
  optional(name: string): string | null {
    return this.#env[name] || null;
  }

  flag(name: string, fallback: boolean): boolean {
    return this.pattern(name, String(fallback), /^(true|false)$/) === 'true';
  }
}

/** An error that names the variable and says what it should hold, never what a secret one holds. */
export function invalidSetting(name: string, detail: string): TouchstoneError {
  return new TouchstoneError('SETTINGS_INVALID', { params: { name, detail }, place: { field: name } });
}
