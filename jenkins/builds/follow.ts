import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import type { BuildResult } from '../../pipeline/contracts/jenkins.ts';
import type { BuildAnswer } from '../client/answers.ts';
import type { JenkinsClient, LogPiece } from '../client/client.ts';
import { type Clockwork, Pace, REAL_CLOCKWORK } from './clockwork.ts';
import { findBuild } from './find.ts';
import type { BuildHandle } from './handle.ts';
import { type LineEvent, Patience } from './patience.ts';

/** A build that has ended. */
export interface EndedBuild {
  readonly number: number;
  readonly result: BuildResult;
  readonly seconds: number;
  readonly description: string | null;
  /** Paths of archived files. */
  readonly artifacts: readonly string[];
}

export type BuildEvent =
  | LineEvent
  /** `why`: what Jenkins says it waits for, in Jenkins' language. */
  | { readonly kind: 'queued'; readonly why: string | null }
  | { readonly kind: 'started'; readonly number: number }
  /** `next`: where the log goes on, for whoever follows later. */
  | { readonly kind: 'log'; readonly text: string; readonly next: number }
  | { readonly kind: 'ended'; readonly build: EndedBuild };

export interface FollowOptions {
  readonly signal: AbortSignal;
  /** How long a Jenkins that cannot be reached is borne. */
  readonly patienceSeconds?: number;
  /** false: the log is not asked for. */
  readonly log?: boolean;
  /** Where the log begins: `next` of what was seen before. */
  readonly from?: number;
  readonly clockwork?: Clockwork;
}

/** A restart of a controller with many jobs takes minutes. */
const PATIENCE_SECONDS = 15 * 60;
const LONGEST_QUEUE_REST_SECONDS = 15;
const LONGEST_LOG_REST_SECONDS = 10;
/** What is not there is asked for so often before it is taken for gone: an item leaves the queue before its build is listed. */
const MISSES = 4;

/**
 * Follows a build from the queue to its end, through restarts of Jenkins, items of the queue that are gone, and builds that
 * joined another's item. Errors: `JENKINS_ITEM_CANCELLED`, `JENKINS_ITEM_LOST`, `JENKINS_BUILD_MISSING`; those of the
 * connection that time did not heal; the signal's reason.
 */
export async function* followBuild(
  client: JenkinsClient,
  handle: BuildHandle,
  options: FollowOptions,
): AsyncGenerator<BuildEvent> {
  const { signal, patienceSeconds = PATIENCE_SECONDS, clockwork = REAL_CLOCKWORK } = options;
  const way = {
    client,
    handle,
    signal,
    clockwork,
    patience: new Patience(clockwork, patienceSeconds, signal),
  };
  const number = handle.number ?? (yield* leaveQueue(way));
  yield { kind: 'started', number };
  const build = yield* reachEnd(way, number, options);
  yield { kind: 'ended', build };
}

interface Way {
  readonly client: JenkinsClient;
  readonly handle: BuildHandle;
  readonly signal: AbortSignal;
  readonly clockwork: Clockwork;
  readonly patience: Patience;
}

async function* leaveQueue(way: Way): AsyncGenerator<BuildEvent, number> {
  const { client, handle, signal, patience } = way;
  const { item: id } = handle;
  const pace = new Pace(way.clockwork, LONGEST_QUEUE_REST_SECONDS);
  let said: string | null | undefined;
  for (let misses = 0; misses < MISSES; ) {
    const item = id === null ? null : yield* patience.with(() => client.queueItem(id, signal));
    if (item !== null) misses = 0;
    if (item === null) {
      const number = yield* patience.with(() => findBuild(client, handle, signal));
      if (number !== null) return number;
      misses += 1;
    } else if (item.executable) {
      return item.executable.number;
    } else if (item.cancelled === true) {
      throw new TouchstoneError('JENKINS_ITEM_CANCELLED', { params: { item: id ?? '?' } });
    } else if (said !== (item.why ?? null)) {
      said = item.why ?? null;
      yield { kind: 'queued', why: said };
    }
    await pace.rest(signal);
  }
  throw new TouchstoneError('JENKINS_ITEM_LOST', { params: { item: id ?? '?' } });
}

async function* reachEnd(
  way: Way,
  number: number,
  { log = true, from = 0 }: FollowOptions,
): AsyncGenerator<BuildEvent, EndedBuild> {
  const { client, handle, signal, patience } = way;
  const pace = new Pace(way.clockwork, LONGEST_LOG_REST_SECONDS);
  let start = from;
  for (let misses = 0; misses < MISSES; ) {
    const piece: LogPiece | null = log
      ? yield* patience.with(() => client.log(handle.job, number, start, signal))
      : null;
    if (piece !== null && piece.text !== '') {
      start = piece.size;
      pace.news();
      yield { kind: 'log', text: piece.text, next: start };
    }
    // As long as there is more log, the build goes on.
    if (piece === null || !piece.more) {
      const build = yield* patience.with(() => client.build(handle.job, number, signal));
      if (build !== null && !build.building && build.result !== null) return endedOf(build, build.result);
      misses = build === null ? misses + 1 : 0;
    }
    await pace.rest(signal);
  }
  throw new TouchstoneError('JENKINS_BUILD_MISSING', { params: { job: handle.job, number } });
}

/** A build that has ended, as people are told of it. */
export function endedOf(build: BuildAnswer, result: BuildResult): EndedBuild {
  return {
    number: build.number,
    result,
    seconds: build.duration / 1000,
    description: build.description ?? null,
    artifacts: (build.artifacts ?? []).map(({ relativePath }) => relativePath),
  };
}
