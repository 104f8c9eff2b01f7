import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { nodeOfferSchema, nodeWelcomeSchema } from '../contracts/api/lease.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { NodeWelcome } from '../contracts/nodes/lease.ts';
import type { NodeUnfit } from '../contracts/nodes/node.ts';
import { NODE_PROTOCOL } from '../contracts/nodes/protocol.ts';
import type { ModelWork } from '../contracts/stage.ts';
import { InputCache } from './cache.ts';
import { freeDiskBytes, HealthMeter } from './health.ts';
import { type LeaseEnd, runLease } from './lease-run.ts';
import { isFinal, type Link } from './link.ts';

/** How long a question for work is kept open; proxies end what is silent for a minute or less. */
const POLL_SECONDS = 20;
const PAUSE_MS = 2000;
/** A disk that was full counts as mended with so much more room than it had. */
const MENDED_BYTES = 256 * 1024 ** 2;

export interface AgentOptions {
  readonly name: string;
  /** Speaks with the node's token. */
  readonly link: Link;
  readonly labels: readonly string[];
  readonly version: string;
  /** Of this node alone: its cache and works. */
  readonly home: string;
  readonly cacheBytes: number;
  /** Between two checkpoints of a training, which is what a killed node may lose; null: as the job says. */
  readonly checkpointSeconds: number | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly trainer: ModelWork;
  /** Aborted when the agent is to end: work in hand is handed back with a checkpoint first. */
  readonly signal: AbortSignal;
  log(event: AgentEvent): void;
}

/** What an agent does, for its log. */
export type AgentEvent =
  | { readonly kind: 'welcome'; readonly name: string; readonly version: string }
  | { readonly kind: 'taken'; readonly work: string; readonly verb: string; readonly resumed: boolean }
  | { readonly kind: 'ended'; readonly work: string; readonly how: LeaseEnd['kind'] }
  | { readonly kind: 'unfit'; readonly unfit: NodeUnfit }
  | { readonly kind: 'fit' }
  | { readonly kind: 'away'; readonly detail: string }
  | { readonly kind: 'draining' };

/** Takes work from a service until it is told to end. Errors: those of the service that asking again cannot mend. */
export async function runAgent(options: AgentOptions): Promise<void> {
  const { home, cacheBytes, environment, signal } = options;
  await mkdir(home, { recursive: true, mode: 0o700 });
  // What an agent that was killed left; its works are offered to others, or again to us, from what it sent.
  await rm(join(home, 'works'), { recursive: true, force: true });
  const cache = await InputCache.open(join(home, 'cache'), cacheBytes);
  const meter = new HealthMeter(home, environment, () => cache.bytes);
  const agent = { ...options, cache, meter, session: randomUUID() };
  const welcome = await greet(agent);
  let unfit: { readonly why: NodeUnfit; readonly freeBytes: number } | null = null;
  let draining = false;
  while (!signal.aborted && welcome !== null) {
    if (unfit !== null && (await isMended(unfit, home))) {
      unfit = null;
      options.log({ kind: 'fit' });
    }
    const offer = await ask(agent, unfit?.why ?? null);
    if (offer === null) continue;
    if (offer.draining && !draining) options.log({ kind: 'draining' });
    draining = offer.draining;
    if (offer.lease === null) {
      if (draining || unfit !== null) await pause(signal);
      continue;
    }
    const { work, number, credential, envelope, checkpoint } = offer.lease;
    options.log({ kind: 'taken', work, verb: envelope.verb, resumed: checkpoint !== null });
    const end = await runLease({
      node: welcome.name,
      lease: offer.lease,
      link: options.link.with(credential),
      beatSeconds: welcome.beatSeconds,
      directory: join(home, 'works', `${work}-${number}`),
      ...{ cache, meter, signal, trainer: options.trainer, checkpointSeconds: options.checkpointSeconds },
    });
    options.log({ kind: 'ended', work, how: end.kind });
    if (end.kind !== 'unfit' || end.unfit.reason === 'cache_too_small') continue;
    unfit = { why: end.unfit, freeBytes: await freeDiskBytes(home) };
    options.log({ kind: 'unfit', unfit: end.unfit });
  }
}

type Agent = AgentOptions & {
  readonly cache: InputCache;
  readonly meter: HealthMeter;
  readonly session: string;
};

/** Null: the agent was told to end. A service that is away is waited for. */
async function greet(agent: Agent): Promise<NodeWelcome | null> {
  const { name, version, labels, session } = agent;
  let told = false;
  while (!agent.signal.aborted) {
    try {
      const hello = {
        protocol: NODE_PROTOCOL,
        version,
        session,
        name,
        labels,
        health: await agent.meter.measure(),
      };
      const welcome = await agent.link.ask('/v1/node/hello', hello, nodeWelcomeSchema, agent.signal);
      agent.log({ kind: 'welcome', name: welcome.name, version: welcome.version });
      return welcome;
    } catch (error) {
      if (agent.signal.aborted) return null;
      if (isFinal(error)) throw error;
      if (!told) agent.log({ kind: 'away', detail: TouchstoneError.from(error).message });
      told = true;
      await pause(agent.signal);
    }
  }
  return null;
}

/** Null: no answer; it is asked again. */
async function ask({ link, meter, session, signal }: Agent, unfit: NodeUnfit | null) {
  const body = { session, health: await meter.measure(), unfit, waitSeconds: POLL_SECONDS };
  try {
    return await link.ask('/v1/node/free', body, nodeOfferSchema, signal, (POLL_SECONDS + 20) * 1000);
  } catch (error) {
    if (signal.aborted) return null;
    if (isFinal(error)) throw error;
    await pause(signal);
    return null;
  }
}

/** A full disk by its room; anything else takes somebody who starts the agent anew. */
async function isMended(
  { why, freeBytes }: { readonly why: NodeUnfit; readonly freeBytes: number },
  home: string,
): Promise<boolean> {
  return why.reason === 'disk_full' && (await freeDiskBytes(home)) >= freeBytes + MENDED_BYTES;
}

async function pause(signal: AbortSignal): Promise<void> {
  await wait(PAUSE_MS, undefined, { signal }).catch(() => {});
}
