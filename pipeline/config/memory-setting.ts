import { type EnvironmentReader, invalidSetting } from './environment-reader.ts';

const MEMORY = /^(\d{1,7})([MG]|T)$/;

/** An amount of memory such as `32G`, in MiB; null where nothing is said. Error: `SETTINGS_INVALID`. */
export function memoryIn(read: EnvironmentReader, name: string): number | null {
  const text = read.optional(name);
  if (text === null) return null;
  const parts = MEMORY.exec(text);
  if (parts === null || Number(parts[1]) === 0)
    throw invalidSetting(name, 'it must be a whole number with M, G or T, such as 32G');
  return Number(parts[1]) * { M: 1, G: 1024, T: 1024 ** 2 }[parts[2] as 'M' | 'G' | 'T'];
}
