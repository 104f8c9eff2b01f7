import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupInterrupted } from './failure.mjs';

/** A holder that has not shown itself for so long is gone, even if a process of its number lives. */
const SILENT_MS = 60_000;
const BEAT_MS = 5_000;

/**
 * Waits until no other setup works in `directory`, then holds the turn. Returns the function that gives it back.
 * @param {string} directory
 * @param {{ signal: AbortSignal, onWait: (pid: number) => void, pollMs?: number }} options
 * @returns {Promise<() => void>}
 */
export async function takeTurn(directory, { signal, onWait, pollMs = 500 }) {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'setup.pid');
  let told = false;
  while (!create(file)) {
    const holder = holderOf(file);
    if (holder?.gone) {
      clear(file, holder.text);
    } else if (holder !== null) {
      if (!told) onWait(holder.pid);
      told = true;
      await sleep(pollMs, undefined, { signal }).catch(() => {
        throw new SetupInterrupted();
      });
    }
  }
  const beat = setInterval(() => utimesSync(file, new Date(), new Date()), BEAT_MS);
  beat.unref();
  return () => {
    clearInterval(beat);
    rmSync(file, { force: true });
  };
}

/** @param {string} file */
function create(file) {
  try {
    writeFileSync(file, `${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Who holds the turn; null when it was given back in this moment.
 * @param {string} file
 */
function holderOf(file) {
  try {
    const text = readFileSync(file, 'utf8');
    const silent = Date.now() - statSync(file).mtimeMs > SILENT_MS;
    const pid = Number(text);
    // An empty file is one that another setup is just writing.
    const gone = silent || (text !== '' && !isAlive(pid));
    return { pid, text, gone };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Takes away what a holder left who is gone. Two may find it at once, so it is moved aside first, and put back if it is
 * no longer the one that was found.
 * @param {string} file
 * @param {string} text
 */
function clear(file, text) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, 'utf8') === text) rmSync(aside);
    else renameSync(aside, file);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
