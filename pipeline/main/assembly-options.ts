import type { Settings } from '../config/settings.ts';
import type { StageName } from '../contracts/names.ts';
import type { Stage } from '../contracts/stage.ts';
import type { Stores } from './stores.ts';

/** What the program is put together from. */
export interface AssemblyOptions {
  readonly settings: Settings;
  readonly stores: Stores;
  readonly stages: Readonly<Record<StageName, Stage>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  log(line: string): void;
}
