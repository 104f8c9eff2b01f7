import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { freemem, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { PURPOSES } from '../../setup/parts.mjs';
import { isReady } from '../../setup/set-up.mjs';
import { byteSize } from '../../setup/terminal/figures.mjs';
import { amiss, type Finding, ok, type Subject } from './check.ts';

/** A training run of the smallest base model with its checkpoints and caches. */
const DISK_WANTED = 5e9;
const MEMORY_WANTED = 3e9;

/** Whether this Node is new enough. */
export async function checkNode(subject: Subject): Promise<Finding[]> {
  return [nodeVersion(subject)];
}

/** What setup installs, disk, memory and port. */
export async function checkMachine(subject: Subject): Promise<Finding[]> {
  return [setup(subject), await disk(subject), memory(subject), await port(subject)].filter(
    (finding) => finding !== null,
  );
}

function nodeVersion(subject: Subject): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const name = { id: 'node', name: subject.cli.say('check_node') };
  const enough = major > 20 || (major === 20 && minor >= 19);
  return enough ? ok(name, process.version) : amiss(subject, 'fail', name, process.version, 'advice_node');
}

function setup(subject: Subject): Finding {
  const { say } = subject.cli;
  const named = { id: 'setup', name: say('check_setup') };
  const missing = PURPOSES.run.filter((part) => !isReady(part));
  if (missing.length === 0) return ok(named, say('setup_whole'));
  const detail = say('setup_missing', { parts: missing.join(', ') });
  return amiss(subject, 'warn', named, detail, 'advice_setup');
}

async function disk(subject: Subject): Promise<Finding | null> {
  if (subject.settings === null) return null;
  const { say } = subject.cli;
  const named = { id: 'disk', name: say('check_disk') };
  const { home } = subject.settings;
  let there = home;
  while (!existsSync(there)) there = dirname(there);
  const { bavail, bsize } = await statfs(there);
  const free = bavail * bsize;
  const detail = say('disk_free', { free: byteSize(free), home });
  return free >= DISK_WANTED ? ok(named, detail) : amiss(subject, 'warn', named, detail, 'advice_disk');
}

function memory(subject: Subject): Finding {
  const { say } = subject.cli;
  const named = { id: 'memory', name: say('check_memory') };
  const detail = say('memory_free', { free: byteSize(freemem()), total: byteSize(totalmem()) });
  return freemem() >= MEMORY_WANTED
    ? ok(named, detail)
    : amiss(subject, 'warn', named, detail, 'advice_memory');
}

async function port(subject: Subject): Promise<Finding | null> {
  if (subject.settings === null) return null;
  const { say } = subject.cli;
  const { host, port } = subject.settings;
  const name = { id: 'port', name: say('check_port') };
  if (port === 0) return ok(name, say('port_any'));
  const free = await isFree(host, port);
  return free
    ? ok(name, say('port_free', { host, port }))
    : amiss(subject, 'warn', name, say('port_taken', { host, port }), 'advice_port');
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
