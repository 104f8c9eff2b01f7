import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { merged, settingOrigins } from '../../../../pipeline/config/layers.ts';
import { PACKAGE_ROOT } from '../../../../pipeline/config/package-root.ts';
import { readSettingsFile, usualPlaces } from '../../../../pipeline/config/settings-file.ts';
import { isSecret, SETTING_NAMES } from '../../../../pipeline/config/variables.ts';
import type { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';

/** Read by us, and set by others, or before there is a file. */
const FOREIGN = ['TOUCHSTONE_CONFIG', 'JENKINS_URL', 'BUILD_URL', 'CI_JOB_URL', 'GITHUB_SERVER_URL'];

describe('a file of settings', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'touchstone-settings-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  function written(text: string): string {
    const path = join(directory, 'settings.yaml');
    writeFileSync(path, text);
    return path;
  }
  const valuesOf = (text: string) => readSettingsFile(written(text), {})!.values;
  function faultOf(text: string): TouchstoneError {
    try {
      valuesOf(text);
    } catch (error) {
      return error as TouchstoneError;
    }
    return assert.fail('taken');
  }

  it('takes every value as it is written, and a list as what the environment writes with commas', () => {
    const text =
      '# ours\nTOUCHSTONE_PORT: 0808\nTOUCHSTONE_DEVICE: "cpu"\nTOUCHSTONE_HOST:\n' +
      'TOUCHSTONE_ALLOWED_HOSTS:\n  - a.example\n  - b.example\nTOUCHSTONE_GENERATE_INSIDE: true\n';
    assert.deepEqual(valuesOf(text), {
      TOUCHSTONE_PORT: '0808',
      TOUCHSTONE_DEVICE: 'cpu',
      TOUCHSTONE_ALLOWED_HOSTS: 'a.example,b.example',
      TOUCHSTONE_GENERATE_INSIDE: 'true',
    });
    assert.deepEqual(valuesOf(''), {});
    assert.deepEqual(valuesOf('# nothing but this\n'), {});
  });

  it('names the line of what it does not know, and what was probably meant', () => {
    const unknown = faultOf('TOUCHSTONE_PORT: 1\nTOUCHSTONE_DEVISE: cpu\n');
    assert.deepEqual(
      [unknown.code, unknown.place.line, unknown.expected],
      ['SETTING_UNKNOWN', 2, 'TOUCHSTONE_DEVICE'],
    );
    for (const text of [
      'TOUCHSTONE_PORT: {a: b}\n',
      'TOUCHSTONE_PORT: [[1]]\n',
      '- TOUCHSTONE_PORT\n',
      'TOUCHSTONE_PORT: 1\nTOUCHSTONE_PORT: 2\n',
      'TOUCHSTONE_PORT: "1\n',
      'TOUCHSTONE_HOST: &a x\nTOUCHSTONE_DEVICE: *a\n',
    ]) {
      assert.equal(faultOf(text).code, 'SETTINGS_FILE_INVALID', text);
    }
  });

  it('is the one that is named, else the person’s own; one in the current directory is not looked for', () => {
    const own = join(directory, 'config', 'touchstone');
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, 'touchstone.config.yaml'), 'TOUCHSTONE_PORT: 1\n');
    const named = written('TOUCHSTONE_PORT: 2\n');
    const env = { XDG_CONFIG_HOME: join(directory, 'config') };
    const portOf = (flag: string | undefined, more = {}) =>
      readSettingsFile(flag, { ...env, ...more })?.values.TOUCHSTONE_PORT;
    assert.equal(portOf(undefined), '1');
    assert.equal(portOf(undefined, { TOUCHSTONE_CONFIG: named }), '2');
    assert.equal(portOf(named, { TOUCHSTONE_CONFIG: 'none' }), '2');
    assert.equal(portOf('none'), undefined);
    assert.equal(portOf(undefined, { TOUCHSTONE_CONFIG: 'none' }), undefined);
    assert.throws(() => portOf(join(directory, 'gone.yaml')), { code: 'SETTINGS_FILE_UNREADABLE' });
    assert.throws(() => portOf(directory), { code: 'SETTINGS_FILE_UNREADABLE' });
    assert.ok(usualPlaces({ HOME: '/nobody' }).every((path) => path.startsWith('/')));
    assert.deepEqual(usualPlaces({ XDG_CONFIG_HOME: '.' }).length, 1, 'a relative place is none');
  });

  it('goes below the environment, which goes below the flags', () => {
    const file = {
      path: 'x',
      values: { TOUCHSTONE_URL: 'file', TOUCHSTONE_LANG: 'file', TOUCHSTONE_HOME: 'file' },
    };
    const environment = {
      TOUCHSTONE_URL: 'env',
      TOUCHSTONE_LANG: 'env',
      TOUCHSTONE_DEVICE: '',
      PATH: '/bin',
    };
    const layers = { file, environment, flags: { TOUCHSTONE_URL: 'flag', TOUCHSTONE_PROGRESS: undefined } };
    const { TOUCHSTONE_URL, TOUCHSTONE_LANG, TOUCHSTONE_HOME, PATH } = merged(layers);
    assert.deepEqual(
      [TOUCHSTONE_URL, TOUCHSTONE_LANG, TOUCHSTONE_HOME, PATH],
      ['flag', 'env', 'file', '/bin'],
    );
    const origins = Object.fromEntries(settingOrigins(layers).map(({ name, from }) => [name, from]));
    const { TOUCHSTONE_URL: url, TOUCHSTONE_LANG: lang, TOUCHSTONE_HOME: home, TOUCHSTONE_DEVICE } = origins;
    assert.deepEqual([url, lang, home, TOUCHSTONE_DEVICE], ['flag', 'environment', 'file', 'default']);
  });

  it('keeps every secret to itself', () => {
    const secret = 'hunter2hunter2hunter2';
    const values = Object.fromEntries(
      SETTING_NAMES.map((name) => [
        name,
        isSecret(name) ? secret : `https://u:${secret}@host/?password=${secret}`,
      ]),
    );
    const shown = JSON.stringify(settingOrigins({ file: { path: 'x', values }, environment: {}, flags: {} }));
    assert.ok(!shown.includes(secret));
    const odd = { DATABASE_URL: `postgres://u:p@${secret}@host/db` };
    assert.ok(!JSON.stringify(settingOrigins({ file: null, environment: odd, flags: {} })).includes(secret));
  });

  it('knows every setting that anything reads', () => {
    const folder = join(PACKAGE_ROOT, 'pipeline', 'config');
    const read = readdirSync(folder).flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return [
        ...text.matchAll(/(?:\bread\.\w+\(\s*|\benv\.|_NAME = )'?((?:TOUCHSTONE|S3|[A-Z]+_URL)[A-Z0-9_]*)/g),
      ];
    });
    const names = new Set(read.map(([, name]) => name!).filter((name) => !FOREIGN.includes(name)));
    assert.ok(names.size > 30, [...names].join(' '));
    assert.deepEqual(
      [...names].filter((name) => !SETTING_NAMES.includes(name)),
      [],
    );
  });
});
