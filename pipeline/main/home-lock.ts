import { readFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TouchstoneError } from '../contracts/errors/error.ts';

interface Holder {
  readonly pid: number;
  /** When that process began, as the kernel counts; null where it does not say. Tells a reused number from the same process. */
  readonly began: string | null;
}

/** Where a running service can be found, for the commands. */
export interface ServiceAddress {
  readonly url: string;
  readonly pid: number;
}

/**
 * Takes a home directory for this process, or says who has it (`HOME_IN_USE`). A holder that is no longer alive, killed
 * for instance, is replaced. Returns the way to give it back.
 */
export async function lockHome(home: string): Promise<() => Promise<void>> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  const file = join(home, 'service.lock');
  const own = JSON.stringify({ pid: process.pid, began: beganOf(process.pid) } satisfies Holder);
  for (let tries = 0; tries < 10; tries++) {
    try {
      await writeFile(file, own, { flag: 'wx', mode: 0o600 });
      return async () => rm(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = await readHolder(file);
    if (holder !== null && isAlive(holder)) throw await inUse(home, holder);
    // Several may find the dead holder at once; only one can move its file away, and then all try again.
    await rename(file, `${file}.${process.pid}`).catch(() => {});
    await rm(`${file}.${process.pid}`, { force: true });
  }
  throw new TouchstoneError('HOME_IN_USE', { params: { pid: '?', url: '?', home } });
}

/** The address that the service in this home announced, if that service lives. */
export async function announcedService(home: string): Promise<ServiceAddress | null> {
  try {
    const address = JSON.parse(await readFile(join(home, 'service.json'), 'utf8')) as ServiceAddress;
    const holder = await readHolder(join(home, 'service.lock'));
    return holder !== null && holder.pid === address.pid && isAlive(holder) ? address : null;
  } catch {
    // No file, or half a file: nobody has announced anything.
    return null;
  }
}

/** Tells commands where to find this service. Returns the way to take it back. */
export async function announce(home: string, url: string): Promise<() => Promise<void>> {
  const file = join(home, 'service.json');
  await writeFile(`${file}.new`, JSON.stringify({ url, pid: process.pid } satisfies ServiceAddress), {
    mode: 0o600,
  });
  await rename(`${file}.new`, file);
  return async () => rm(file, { force: true });
}

async function inUse(home: string, holder: Holder): Promise<TouchstoneError> {
  const address = await announcedService(home);
  return new TouchstoneError('HOME_IN_USE', {
    params: { pid: holder.pid, url: address?.url ?? 'starting', home },
  });
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch {
    // Gone meanwhile, or cut short by a crash: either way nobody holds it.
    return null;
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it lives, but is somebody else's.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const began = beganOf(holder.pid);
  return began === null || holder.began === null || began === holder.began;
}

/** Field 22 of /proc/<pid>/stat (Linux): start time in clock ticks since boot. The name before it may hold anything. */
function beganOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
