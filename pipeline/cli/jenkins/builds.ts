import { resolve } from 'node:path';
import { type BuildEvent, followBuild } from '../../../jenkins/builds/follow.ts';
import type { BuildHandle } from '../../../jenkins/builds/handle.ts';
import { outcomeOf } from '../../../jenkins/builds/outcome.ts';
import { stopBuild } from '../../../jenkins/builds/stop.ts';
import { triggerBuild } from '../../../jenkins/builds/trigger.ts';
import type { JenkinsClient } from '../../../jenkins/client/client.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { BuildResult } from '../../contracts/jenkins.ts';
import type { Verdict } from '../../contracts/names.ts';
import { duration } from '../../setup/terminal/figures.mjs';
import type { Cli } from '../context.ts';
import { EXIT, exitOfVerdict } from '../exit-status.ts';
import { printable } from '../terminal/printable.ts';
import { collect } from './collect.ts';
import { handleOf, referenceOf } from './reference.ts';
import { jobOf, usage } from './settings.ts';

interface JobFlags {
  readonly job?: string;
}
interface FollowFlags extends JobFlags {
  readonly out?: string;
  readonly log: boolean;
}
interface TriggerFlags extends FollowFlags {
  readonly parameter: readonly string[];
  readonly key?: string;
  readonly follow?: boolean;
}

/** `touchstone jenkins trigger`. */
export async function trigger(cli: Cli, flags: TriggerFlags): Promise<number> {
  const { client, job } = jobOf(cli, flags);
  const request = { job, parameters: parametersIn(cli, flags.parameter), key: flags.key ?? null };
  const { handle, known } = await triggerBuild(client, request, cli.interrupt);
  if (flags.follow === true) return followToEnd(cli, client, handle, flags);
  const reference = referenceOf(handle);
  const text = known ? 'jenkins_known' : 'jenkins_triggered';
  cli.result({ ...handle, known, reference }, [cli.say(text, { item: handle.item ?? '', reference })]);
  return EXIT.pass;
}

/** `touchstone jenkins follow`. */
export async function follow(cli: Cli, build: string, flags: FollowFlags): Promise<number> {
  const { client, job } = jobOf(cli, flags);
  return followToEnd(cli, client, await handleOf(cli, client, job, build), flags);
}

/** `touchstone jenkins stop`. */
export async function stop(cli: Cli, build: string, flags: JobFlags): Promise<number> {
  const { client, job } = jobOf(cli, flags);
  const handle = await handleOf(cli, client, job, build);
  const stopped = await stopBuild(client, handle, cli.interrupt);
  cli.result({ ...handle, stopped }, [cli.say(`jenkins_stop_${stopped}`)]);
  return EXIT.pass;
}

/** `touchstone jenkins log`. */
export async function log(cli: Cli, build: string, flags: JobFlags): Promise<number> {
  const { client, job } = jobOf(cli, flags);
  const { number } = await handleOf(cli, client, job, build);
  const piece = number === null ? null : await client.log(job, number, 0, cli.interrupt);
  if (piece === null) throw new TouchstoneError('JENKINS_BUILD_MISSING', { params: { job, number: build } });
  const { text, more } = piece;
  cli.result({ job, number, text, more }, text.trimEnd().split('\n').map(printable));
  return EXIT.pass;
}

async function followToEnd(
  cli: Cli,
  client: JenkinsClient,
  handle: BuildHandle,
  { out, log: withLog }: FollowFlags,
): Promise<number> {
  const { interrupt: signal } = cli;
  let last: BuildEvent | null = null;
  let now = handle;
  try {
    for await (const event of followBuild(client, handle, { signal, log: withLog })) {
      last = event;
      if (event.kind === 'started') now = { ...handle, number: event.number };
      for (const line of eventLines(cli, event)) cli.print(line);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    cli.print(cli.say('jenkins_left', { reference: referenceOf(now) }));
    return EXIT.interrupted;
  }
  if (last?.kind !== 'ended') throw new TouchstoneError('INTERNAL', { params: { detail: 'no end' } });
  const { build } = last;
  const outcome = await outcomeOf(client, handle.job, build, signal);
  const directory = out === undefined ? null : resolve(out);
  if (directory !== null) await collect(client, handle.job, build, directory, signal);
  const { verdict = null, runId: run_id = null } = outcome ?? {};
  const lines =
    verdict === null ? [] : [cli.say('jenkins_ended_verdict', { run: printable(run_id ?? '?'), verdict })];
  if (directory !== null)
    lines.push(cli.say('jenkins_collected', { count: build.artifacts.length, directory }));
  cli.result({ ...now, ...build, run_id, verdict, out: directory }, lines);
  return exitOf(build.result, verdict);
}

/** What a person sees of an event. */
function eventLines({ say }: Cli, event: BuildEvent): string[] {
  switch (event.kind) {
    case 'queued':
      return [
        event.why === null
          ? say('jenkins_queued_plain')
          : say('jenkins_queued', { why: printable(event.why) }),
      ];
    case 'started':
      return [say('jenkins_started', { number: event.number })];
    case 'lost':
      return [say('jenkins_lost', { code: event.code })];
    case 'back':
      return [say('jenkins_back', { seconds: event.seconds })];
    case 'log':
      return event.text.replace(/\n$/, '').split('\n').map(printable);
    case 'ended': {
      const { number, result, seconds } = event.build;
      return [say('jenkins_ended', { number, result, duration: duration(seconds) })];
    }
  }
}

/** The verdict where there is one; a build without one is judged by what Jenkins says of it. */
function exitOf(result: BuildResult, verdict: Verdict | null): number {
  if (result === 'ABORTED' || result === 'NOT_BUILT') return EXIT.service;
  if (verdict !== null) return exitOfVerdict(verdict);
  if (result === 'SUCCESS') return EXIT.pass;
  return result === 'UNSTABLE' ? EXIT.fail : EXIT.service;
}

function parametersIn(cli: Cli, pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      const name = pair.slice(0, at);
      if (at < 1 || !/^\w{1,100}$/.test(name))
        throw usage(cli.say('jenkins_usage_parameter', { what: pair }), 'trigger');
      return [name, pair.slice(at + 1)];
    }),
  );
}
