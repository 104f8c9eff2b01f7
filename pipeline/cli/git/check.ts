import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { GitUpload } from '../../contracts/git/snapshot.ts';
import { gitTriggerSchema } from '../../contracts/git-trigger.ts';
import { openRepositories } from '../../main/git-room.ts';
import { byteSize } from '../../setup/terminal/figures.mjs';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { printable } from '../terminal/printable.ts';

interface CheckOptions {
  readonly branch?: string;
  readonly path?: string;
  readonly credentials?: string;
  readonly name?: string;
}

/** Files of a folder that are named. */
const SHOWN = 10;

/**
 * `touchstone git check`: reads a repository here, by the settings of this machine, as the service would, and says what it
 * would take in; nothing is kept. Every fault is told with its file, line and field.
 */
export async function checkRepository(cli: Cli, url: string, options: CheckOptions): Promise<number> {
  const { name = null, ...more } = options;
  const parsed = gitTriggerSchema.safeParse({ url, ...more });
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const detail = `--${String(issue.path[0] ?? 'url')}: ${issue.message}`;
    throw new TouchstoneError('CLI_USAGE', { params: { detail, command: 'touchstone git check' } });
  }
  const reader = openRepositories(cli.settings(), cli.environment);
  await reader.read(parsed.data, name, cli.interrupt, async ({ plan, fetch }) => {
    const { dataset, test } = await fetch();
    const { commit, content, spec } = plan;
    const result = {
      commit,
      name: plan.name,
      content,
      dataset: factsOf(dataset),
      test: test && factsOf(test),
      spec,
      usable: true,
    };
    cli.result(result, [
      cli.say('gitCommit', { ...commit, id: commit.id.slice(0, 12), subject: printable(commit.subject) }),
      ...(plan.name === null ? [] : [cli.say('gitName', { name: plan.name })]),
      ...uploadLines(cli, 'gitDataset', dataset),
      ...(test === null ? [cli.say('gitNoTest')] : uploadLines(cli, 'gitTest', test)),
      cli.say(spec === null ? 'gitNoSpec' : 'gitSpec'),
      cli.say('gitUsable'),
    ]);
  });
  return EXIT.pass;
}

function factsOf({ filename, paths, bytes }: GitUpload) {
  return { filename, paths, bytes };
}

function uploadLines(
  { say }: Cli,
  key: 'gitDataset' | 'gitTest',
  { filename, paths, bytes }: GitUpload,
): string[] {
  const line = say(key, { file: printable(filename), size: byteSize(bytes), files: paths.length });
  if (paths.length === 1) return [line];
  const rest = paths.length - SHOWN;
  return [
    line,
    ...paths.slice(0, SHOWN).map((path) => `  ${printable(path)}`),
    ...(rest > 0 ? [`  … +${rest}`] : []),
  ];
}
