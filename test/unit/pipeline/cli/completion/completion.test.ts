import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { notExercised } from '../../../../preflight.ts';
import { folderWith } from '../../../../servers/find-program.ts';
import { called } from '../called.ts';

const execute = promisify(execFile);

describe('completion by shells', function () {
  this.timeout(20_000);
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'touchstone-completion-'));
    writeFileSync(join(directory, 'data of mine.csv'), '');
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  /** What a shell offers for each of these lines, which end where the cursor is. */
  const cases: readonly { typed: readonly string[]; offers: RegExp; not?: RegExp }[] = [
    { typed: ['ru'], offers: /^run runs$/ },
    { typed: ['runs', ''], offers: /list show follow/, not: /doctor/ },
    { typed: ['runs', 'list', '--st'], offers: /^--status$/ },
    { typed: ['runs', 'list', '--status', 's'], offers: /^succeeded$/ },
    { typed: ['--progress', 'json', 'run', '--id'], offers: /^--idempotency-key$/ },
    { typed: ['run', '--progress', 'p'], offers: /^plain$/ },
    { typed: ['completion', '--lang', 'en', '--he'], offers: /^--help$/ },
  ];

  async function scriptFor(shell: string): Promise<string> {
    const { status, out } = await called(['completion', shell, '--lang', 'zh-TW'], {});
    assert.equal(status, 0);
    const file = join(directory, `script.${shell}`);
    writeFileSync(file, out);
    return file;
  }
  function check(offered: string, { typed, offers, not }: (typeof cases)[number]): void {
    const sorted = offered.trim().split(/\s+/).join(' ');
    assert.match(sorted, offers, typed.join(' '));
    if (not !== undefined) assert.doesNotMatch(sorted, not);
  }

  it('works in bash', async () => {
    const file = await scriptFor('bash');
    const offered = async (typed: readonly string[]) => {
      // What bash does at the Tab key.
      const program =
        'source "$1"; shift; complete -p touchstone >/dev/null || exit 9; COMP_WORDS=(touchstone "$@"); ' +
        `COMP_CWORD=$#; _touchstone; printf '%s\\n' "$\{COMPREPLY[@]}"`;
      const { stdout, stderr } = await execute('bash', ['--norc', '-c', program, 'bash', file, ...typed], {
        cwd: directory,
      });
      assert.equal(stderr, '');
      return stdout;
    };
    for (const one of cases) check(await offered(one.typed), one);
    assert.match(await offered(['run', '--progress', '=', 'p']), /^plain$/m);
    assert.match(await offered(['run', '--progress', '=']), /^auto\nplain\njson\nnone$/m);
    assert.match(await offered(['run', '--dataset', 'da']), /data of mine\.csv/);
    assert.match(await offered(['dataset', 'check', 'da']), /data of mine\.csv/);
  });

  it('works in zsh', async function () {
    if (folderWith(['zsh']) === null) return notExercised(this, 'completion in zsh', 'apt-get install zsh');
    const file = await scriptFor('zsh');
    for (const one of cases) {
      // The words of zsh's own completion system, as far as the script uses them.
      const program =
        'compdef() { :; }; compset() { :; }; _files() { print -rl -- *; }; compadd() { shift; print -rl -- $@; }; ' +
        'source $1; shift; words=(touchstone "$@"); CURRENT=$#words; PREFIX=$words[-1]; _touchstone';
      const { stdout } = await execute('zsh', ['-f', '-c', program, 'zsh', file, ...one.typed], {
        cwd: directory,
      });
      const begun = stdout.split('\n').filter((word) => word.startsWith(one.typed.at(-1)!));
      check(begun.join(' '), one);
    }
  });

  it('works in fish', async function () {
    if (folderWith(['fish']) === null)
      return notExercised(this, 'completion in fish', 'apt-get install fish');
    const file = await scriptFor('fish');
    const { HOME, ...rest } = { PATH: process.env.PATH, HOME: directory, XDG_CONFIG_HOME: directory };
    for (const one of cases) {
      const line = `touchstone ${one.typed.join(' ')}`;
      const { stdout } = await execute(
        'fish',
        ['--no-config', '-c', 'source $argv[1]; complete -C $argv[2]', file, line],
        { cwd: directory, env: { ...rest, HOME, LC_ALL: 'C.UTF-8' } },
      );
      const words = stdout.split('\n').map((offer) => offer.split('\t')[0]);
      check(words.join(' '), {
        ...one,
        offers: new RegExp(one.offers.source.replaceAll('list show follow', 'list')),
      });
    }
  });
});
