import { randomBytes } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { Settings } from './settings.ts';

/** Bytes of the key. */
const KEY_BYTES = 32;

type Place = Pick<Settings, 'home' | 'maskKey'>;

/** The key that seals maps of masked personal data: that of the settings, else the home's, which is made if there is none. */
export async function maskKeyOf(place: Place): Promise<Buffer> {
  const known = await knownMaskKey(place);
  if (known !== null) return known;
  await mkdir(place.home, { recursive: true, mode: 0o700 });
  const fresh = randomBytes(KEY_BYTES).toString('hex');
  try {
    await writeFile(fileOf(place), `${fresh}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return (await knownMaskKey(place))!;
}

/**
 * The key as far as this person can read it; null where there is none. Error: `SETTINGS_INVALID` for a file that others
 * may read, or that holds no key.
 */
export async function knownMaskKey(place: Place): Promise<Buffer | null> {
  if (place.maskKey !== null) return Buffer.from(place.maskKey, 'hex');
  const file = fileOf(place);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const { mode } = await stat(file);
  if ((mode & 0o077) !== 0) throw invalid(file, 'others may read it; `chmod 600` it');
  if (!/^[0-9a-f]{64}\s*$/.test(text)) throw invalid(file, 'it holds no key of 64 hexadecimal digits');
  return Buffer.from(text.trim(), 'hex');
}

function fileOf({ home }: Place): string {
  return join(home, 'mask-key');
}

function invalid(name: string, detail: string): TouchstoneError {
  return new TouchstoneError('SETTINGS_INVALID', { params: { name, detail }, place: { field: name } });
}
