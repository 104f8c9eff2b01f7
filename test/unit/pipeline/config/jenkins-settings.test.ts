import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../../../pipeline/config/settings.ts';
import { isSecret, SETTING_NAMES } from '../../../../pipeline/config/variables.ts';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import { jenkinsConnectionErrors } from '../../../../pipeline/contracts/errors/jenkins-connection.ts';
import { jenkinsWorkErrors } from '../../../../pipeline/contracts/errors/jenkins-work.ts';

const TOKEN = '11canary0123456789abcdef0123456789';
const WHOLE = {
  TOUCHSTONE_JENKINS_URL: 'https://ci.example/jenkins/',
  TOUCHSTONE_JENKINS_USER: 'bot',
  TOUCHSTONE_JENKINS_TOKEN: TOKEN,
};

function faultOf(environment: Record<string, string>): string {
  try {
    readSettings({ ...WHOLE, ...environment });
  } catch (error) {
    assert.ok(error instanceof TouchstoneError);
    assert.equal(error.code, 'SETTINGS_INVALID');
    assert.ok(!JSON.stringify(error).includes('canary'));
    return String(error.params.name).replace('TOUCHSTONE_JENKINS_', '');
  }
  assert.fail(`accepted ${JSON.stringify(environment)}`);
}

describe('the settings of Jenkins', () => {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-jenkins-settings-'));
  after(() => rmSync(directory, { recursive: true }));

  it('are none without a URL, and need no more than URL, user and token', () => {
    assert.equal(readSettings({ TOUCHSTONE_JENKINS_USER: 'bot' }).jenkins, null);
    assert.deepEqual(readSettings(WHOLE).jenkins, {
      url: new URL('https://ci.example/jenkins'),
      user: 'bot',
      token: TOKEN,
      folder: '',
      job: 'touchstone-retrain',
      ca: null,
      timeoutSeconds: 30,
      training: null,
    });
    const { jenkins } = readSettings({ ...WHOLE, TOUCHSTONE_JENKINS_TRAIN_LABEL: 'gpu && !slow' });
    assert.deepEqual(jenkins!.training, { label: 'gpu && !slow', job: 'touchstone-train', sendBaseMib: 0 });
  });

  it('take the token from a file, without the line break that editors leave', () => {
    const file = join(directory, 'token');
    writeFileSync(file, `${TOKEN}\n`);
    const { TOUCHSTONE_JENKINS_TOKEN: _, ...rest } = WHOLE;
    assert.equal(readSettings({ ...rest, TOUCHSTONE_JENKINS_TOKEN_FILE: file }).jenkins!.token, TOKEN);
    assert.equal(faultOf({ TOUCHSTONE_JENKINS_TOKEN_FILE: file }), 'TOKEN');
    writeFileSync(file, '\n');
    assert.throws(() => readSettings({ ...rest, TOUCHSTONE_JENKINS_TOKEN_FILE: file }), /TOKEN_FILE/);
    assert.throws(() => readSettings({ ...rest, TOUCHSTONE_JENKINS_TOKEN_FILE: `${file}.not` }), /ENOENT/);
  });

  it('refuse what is wrong by name, and never say the token', () => {
    for (const [name, value] of [
      ['URL', 'ftp://ci.example'],
      ['URL', 'https://bot:canary@ci.example'],
      ['URL', 'https://ci.example/?a=canary'],
      ['URL', 'http://ci.example'],
      ['USER', ''],
      ['USER', 'a:b'],
      ['TOKEN', ''],
      ['TOKEN', `${TOKEN}\n`],
      ['FOLDER', '/a'],
      ['FOLDER', 'a/../b'],
      ['JOB', 'a/b'],
      ['JOB', '..'],
      ['CA', join(directory, 'no.pem')],
      ['TIMEOUT', '0'],
      ['TRAIN_LABEL', "gpu'; sh"],
      ['SEND_BASE_MIB', 'all'],
    ] as const) {
      const own = { [`TOUCHSTONE_JENKINS_${name}`]: value };
      const label = name === 'SEND_BASE_MIB' ? { TOUCHSTONE_JENKINS_TRAIN_LABEL: 'gpu' } : {};
      assert.equal(faultOf({ ...label, ...own }), name, `${name}=${value}`);
    }
    const plain = {
      ...WHOLE,
      TOUCHSTONE_JENKINS_URL: 'http://ci.example',
      TOUCHSTONE_JENKINS_INSIDE: 'true',
    };
    assert.equal(readSettings(plain).jenkins!.url.protocol, 'http:');
  });

  it('are all known to settings files and to doctor, the token as a secret', () => {
    assert.ok(isSecret('TOUCHSTONE_JENKINS_TOKEN'));
    for (const name of [...Object.keys(WHOLE), 'TOUCHSTONE_JENKINS_TRAIN_LABEL', 'TOUCHSTONE_JENKINS_CA'])
      assert.ok(SETTING_NAMES.includes(name), name);
  });
});

describe('faults of Jenkins', () => {
  const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
  it('say the same in both languages, in the characters and words of Taiwan', () => {
    for (const [code, entry] of Object.entries({ ...jenkinsConnectionErrors, ...jenkinsWorkErrors })) {
      for (const text of [entry.message, entry.advice]) {
        assert.deepEqual(names(text['zh-TW']), names(text.en), code);
        assert.doesNotMatch(
          text['zh-TW'],
          /[们这个来时数据为样进对说应发设认读证实验过简没关开训练测试错误]/u,
          code,
        );
        assert.doesNotMatch(text['zh-TW'], /文件夾|默認|服務器|網絡|信息|軟件/u, code);
      }
    }
  });
});
