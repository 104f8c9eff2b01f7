import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { trainerEnvironment, withoutNetwork } from '../../../../pipeline/executor/isolation.ts';
import { notExercised } from '../../../preflight.ts';

const OPTIONS = { packageDirectory: '/package', online: false };

describe('the trainer’s surroundings', () => {
  it('hold the few variables that it needs, and no secret', () => {
    const own = {
      PATH: '/bin',
      LANG: 'zh_TW.UTF-8',
      CUDA_VISIBLE_DEVICES: '1',
      HOME: '/root',
      DATABASE_URL: 'postgres://user:canary@host/db',
      REDIS_URL: 'redis://:canary@host',
      S3_SECRET_ACCESS_KEY: 'canary',
      AWS_SECRET_ACCESS_KEY: 'canary',
      TOUCHSTONE_API_KEYS: 'operator:canary',
      HF_TOKEN: 'canary',
      PYTHONSTARTUP: '/canary.py',
    };
    const given = trainerEnvironment(own, OPTIONS);
    assert.doesNotMatch(JSON.stringify(given), /canary/);
    assert.deepEqual(
      [given.PATH, given.LANG, given.CUDA_VISIBLE_DEVICES, given.HOME],
      ['/bin', 'zh_TW.UTF-8', '1', undefined],
    );
    assert.deepEqual([given.HF_HUB_OFFLINE, given.TRANSFORMERS_OFFLINE], ['1', '1']);
  });

  it('have no network where the system allows to take it away', async function () {
    const [program, ...args] = await withoutNetwork();
    if (program === undefined) {
      notExercised(
        this,
        'the trainer without a network',
        'allow user namespaces: sysctl -w kernel.unprivileged_userns_clone=1',
      );
    }
    const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const connect = `require('net').connect(${port}, '127.0.0.1').on('connect', () => process.exit(0)).on('error', () => process.exit(9))`;
    try {
      await promisify(execFile)(process.execPath, ['-e', connect]);
      await assert.rejects(promisify(execFile)(program, [...args, process.execPath, '-e', connect]), {
        code: 9,
      });
    } finally {
      server.close();
    }
  });
});
