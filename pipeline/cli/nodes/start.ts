import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PACKAGE_ROOT } from '../../config/package-root.ts';
import { readSettings } from '../../config/settings.ts';
import { nodeLabelsSchema } from '../../contracts/api/node.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { LocalExecutor } from '../../executor/local.ts';
import { codeVersion } from '../../main/code-version.ts';
import { type AgentEvent, runAgent } from '../../node/agent.ts';
import { Link } from '../../node/link.ts';
import { readTokenFile } from '../../node/token-file.ts';
import { PURPOSES } from '../../setup/parts.mjs';
import { missingParts, setUp } from '../../setup/set-up.mjs';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';

const DEFAULT_CACHE_MIB = 20 * 1024;

export interface StartNodeOptions {
  readonly server: string;
  /** File with the token. */
  readonly token: string;
  readonly labels?: string;
  readonly name?: string;
  readonly home?: string;
  readonly cacheMib?: number;
  readonly checkpointSeconds?: number;
}

/**
 * `touchstone node start`: takes work from a service until the person stops it. What is in hand then is handed back with a
 * checkpoint. It connects outwards alone, and needs no database, queue or store.
 */
export async function startNode(cli: Cli, options: StartNodeOptions): Promise<number> {
  const { name, token } = await readTokenFile(options.token);
  if (options.name !== undefined && options.name !== name)
    throw new TouchstoneError('NODE_NAME_DIFFERS', { params: { name, given: options.name } });
  const url = serverUrl(cli, options.server);
  const labels = labelsIn(cli, options.labels);
  await prepareTrainer(cli);
  const settings = readSettings({ ...cli.environment, TOUCHSTONE_HOST: '127.0.0.1' });
  const home = join(resolve(options.home ?? join(settings.home, 'node')), name);
  cli.result({ name, server: url, pid: process.pid }, [cli.say('nodeStarted', { name, url })]);
  await runAgent({
    ...{ name, labels, home, version: codeVersion(), environment: cli.environment, signal: cli.interrupt },
    link: new Link({ url, apiKey: token, language: cli.language }),
    checkpointSeconds: options.checkpointSeconds ?? null,
    cacheBytes: (options.cacheMib ?? DEFAULT_CACHE_MIB) * 1024 ** 2,
    trainer: new LocalExecutor({
      trainer: settings.trainer,
      packageDirectory: join(PACKAGE_ROOT, 'stages', 'train', 'trainer'),
      directory: join(home, 'trainer'),
      environment: cli.environment,
    }),
    log: (event) => cli.print(lineOf(cli, event)),
  });
  cli.print(cli.say('nodeStopped', { name }));
  return EXIT.pass;
}

/** Over http anybody on the way reads the token; on this machine there is nobody on the way. */
function serverUrl(cli: Cli, text: string): string {
  const usage = (key: 'usage_url' | 'usage_node_https') =>
    new TouchstoneError('CLI_USAGE', {
      params: { detail: cli.say(key, { what: text }), command: 'touchstone node start' },
    });
  if (!URL.canParse(text)) throw usage('usage_url');
  const { protocol, origin, pathname, hostname } = new URL(text);
  if (protocol !== 'http:' && protocol !== 'https:') throw usage('usage_url');
  const near = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  if (protocol === 'http:' && !near && cli.environment.TOUCHSTONE_NODE_HTTP !== 'true')
    throw usage('usage_node_https');
  return `${origin}${pathname}`.replace(/\/+$/, '');
}

function labelsIn(cli: Cli, text = ''): string[] {
  const labels = text.split(',').flatMap((label) => (label.trim() === '' ? [] : [label.trim()]));
  if (nodeLabelsSchema.safeParse(labels).success) return labels;
  const detail = cli.say('usage_node_labels', { what: text });
  throw new TouchstoneError('CLI_USAGE', { params: { detail, command: 'touchstone node start' } });
}

/** As setup does for a service that trains; an interpreter that was named is taken as it is. */
async function prepareTrainer(cli: Cli): Promise<void> {
  const { python } = readSettings({ ...cli.environment, TOUCHSTONE_HOST: '127.0.0.1' }).trainer;
  if (existsSync(python) || cli.environment.TOUCHSTONE_PYTHON) return;
  const parts = missingParts(PURPOSES.node);
  if (parts.length === 0) return;
  cli.print(cli.say('nodeSettingUp'));
  await setUp(parts, { screen: cli.screen, language: cli.language, signal: cli.interrupt });
}

function lineOf({ say }: Cli, event: AgentEvent): string {
  switch (event.kind) {
    case 'welcome':
      return say('nodeWelcome', { name: event.name, version: event.version });
    case 'taken':
      return say(event.resumed ? 'nodeResumes' : 'nodeTakes', { work: event.work, verb: event.verb });
    case 'ended':
      return say(`nodeEnd_${event.how}`, { work: event.work });
    case 'unfit':
      return say('nodeUnfit', { detail: event.unfit.detail });
    case 'fit':
      return say('nodeFit');
    case 'away':
      return say('nodeServiceAway', { detail: event.detail });
    case 'draining':
      return say('nodeAskedToDrain');
  }
}
