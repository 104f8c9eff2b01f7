import { userInfo } from 'node:os';
import { type CommandSettings, type ProgressKind, readCommandSettings } from '../config/command-settings.ts';
import { type Layers, merged } from '../config/layers.ts';
import { readSettings, type Settings } from '../config/settings.ts';
import { readSettingsFile } from '../config/settings-file.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { Language } from '../contracts/names.ts';
import { languageOf } from '../setup/terminal/language.mjs';
import type { Screen } from '../setup/terminal/live-lines.mjs';
import { Client } from './client.ts';
import { ServiceFinder } from './find-service.ts';
import { type Patience, patiently } from './http/patience.ts';
import { JsonList } from './terminal/json-list.ts';
import { type Narrator, narratorFor } from './terminal/narrator.ts';
import { type Say, sayIn } from './texts/speak.ts';

/** Environment variables; read where a program begins, and handed on. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a command gets from the outside. */
export interface Surroundings {
  readonly environment: Environment;
  /** Standard output: results. */
  readonly out: Screen;
  /** Standard error: faults, and with `--json` everything that is not the result. */
  readonly err: Screen;
  /** Aborted when the person wants to stop. */
  readonly interrupt: AbortSignal;
}

/** Options that every command takes. */
export interface GlobalOptions {
  readonly config?: string;
  readonly lang?: string;
  readonly url?: string;
  readonly json?: boolean;
  readonly progress?: ProgressKind;
  /** Seconds; of the commands that follow runs. */
  readonly reconnect?: number;
  /** Of `run`: standard output holds the id of the run alone. */
  readonly detach?: boolean;
}

/** What every command works with. */
export class Cli {
  readonly language: Language;
  readonly say: Say;
  readonly json: boolean;
  readonly interrupt: AbortSignal;
  /** Where each setting comes from. */
  readonly layers: Layers;
  /** What the layers say together. */
  readonly environment: Environment;
  /** What is wrong with the settings that commands go by; null: nothing. */
  readonly fault: TouchstoneError | null;
  /** How long a service that went away is waited for. */
  readonly patience: Patience;
  readonly #settings: CommandSettings;
  /** What happens: for people on standard output, or where that belongs to programs, and for programs, on standard error. */
  readonly lines: Narrator;
  readonly finder: ServiceFinder;
  readonly #out: Screen;
  /** For what belongs beside the result, wherever that goes. */
  readonly screen: Screen;
  /** Whether a result for people goes the way of all other lines. */
  readonly #narratesResult: boolean;

  constructor({ environment, out, err, interrupt }: Surroundings, options: GlobalOptions) {
    const { layers, settings, fault } = settingsOf(environment, options);
    this.layers = layers;
    this.environment = merged(layers);
    this.fault = fault;
    this.language = languageOf(this.environment);
    this.say = sayIn(this.language);
    this.json = options.json === true;
    this.interrupt = interrupt;
    this.#settings = settings;
    const { url, apiKey, reconnectSeconds, progress } = settings;
    this.patience = { patienceMs: (options.reconnect ?? reconnectSeconds) * 1000, signal: interrupt };
    const outIsTaken = this.json || options.detach === true || progress === 'json';
    this.lines = narratorFor(progress, outIsTaken ? err : out, this.environment);
    this.#narratesResult = !outIsTaken && progress !== 'none';
    this.#out = out;
    this.screen = err;
    this.finder = new ServiceFinder({
      url,
      apiKey,
      language: this.language,
      settings: () => this.settings(),
      start: (started) => this.#start(started),
    });
  }

  /** Whether a run that is followed is cancelled when somebody interrupts, where no flag says so. */
  get cancelsOnInterrupt(): boolean {
    return this.#settings.cancelOnInterrupt;
  }

  settings(): Settings {
    return readSettings(this.environment);
  }

  /** The service's API. Finds or starts a service. */
  async client(): Promise<Client> {
    return new Client(await this.finder.connect());
  }

  /**
   * What may be asked again, of a service that may be away just now: one that is started anew between two commands of a CI build
   * fails none of them. Told on standard error. Errors: as `patiently`.
   */
  patiently<T>(work: (client: Client) => Promise<T>, patienceMs = this.patience.patienceMs): Promise<T> {
    const { signal } = this.patience;
    const onLost = () => this.aside(this.say('awaitService', { seconds: patienceMs / 1000 }));
    return patiently(async () => work(await this.client()), { patienceMs, signal, onLost });
  }

  /** A line about what happens. */
  print(line: string): void {
    this.lines.print(line);
  }

  /** A line on standard error, so that standard output holds the result alone. */
  aside(line: string): void {
    this.screen.write(`${line}\n`);
  }

  /** The command's result: as one line of JSON with `--json`, else as these lines. */
  result(value: unknown, lines: readonly string[]): void {
    if (this.json) this.#out.write(`${JSON.stringify(value)}\n`);
    else if (this.#narratesResult) for (const line of lines) this.print(line);
    else for (const line of lines) this.answer(line);
  }

  /** The one value that a script asked for, alone on standard output. */
  answer(value: string): void {
    this.#out.write(`${value}\n`);
  }

  /** Lets a list of the result's JSON object be written as it comes; with `--json` alone. */
  resultList(name: string): JsonList {
    return new JsonList(this.#out, name);
  }

  async #start(settings: Settings) {
    // Loaded here, because most commands only speak to a service that runs already.
    const { startService } = await import('../main/start.ts');
    this.print(this.say('startingService', { home: settings.home }));
    return startService(settings, { environment: this.environment });
  }
}

/** The person's name on this machine, for the registry's history; null where the system knows none. */
export function userName(): string | null {
  try {
    return userInfo().username || null;
  } catch {
    // A container may run under a user that no list knows.
    return null;
  }
}

/**
 * The settings in their layers. What is wrong with them is given back and not thrown, because `doctor` shows that among
 * other things.
 */
function settingsOf(environment: Environment, { config, url, lang, progress }: GlobalOptions) {
  const flags = { TOUCHSTONE_URL: url, TOUCHSTONE_LANG: lang, TOUCHSTONE_PROGRESS: progress };
  let layers: Layers = { file: null, environment, flags };
  try {
    layers = { ...layers, file: readSettingsFile(config, environment) };
    return { layers, settings: readCommandSettings(merged(layers)), fault: null };
  } catch (error) {
    return { layers, settings: readCommandSettings({}), fault: TouchstoneError.from(error) };
  }
}
