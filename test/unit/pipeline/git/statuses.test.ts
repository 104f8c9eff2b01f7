import assert from 'node:assert/strict';
import { EnvironmentReader } from '../../../../pipeline/config/environment-reader.ts';
import { readGitSettings } from '../../../../pipeline/config/git-settings.ts';
import type { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import type { CommitStatus } from '../../../../pipeline/contracts/git/status.ts';
import { type GitTriggerInput, gitTriggerSchema } from '../../../../pipeline/contracts/git-trigger.ts';
import { statusTeller } from '../../../../pipeline/git/statuses.ts';
import { StandInForge } from '../../../fixtures/git/forge.ts';

const TOKEN = 'canary-status-token';
const STATUS: CommitStatus = {
  commit: 'a'.repeat(40),
  state: 'failure',
  verdict: 'FAIL',
  description: '長'.repeat(300),
  link: 'https://touchstone.example/v1/runs/run_1/report',
};

describe('commit statuses', () => {
  let forge: StandInForge;
  before(async () => {
    forge = await StandInForge.start(TOKEN);
  });
  after(() => forge.stop());
  beforeEach(() => {
    forge.requests.length = 0;
  });

  const tell = (
    forgeName: 'github' | 'gitlab' | 'gitea',
    more: { api?: string; url?: string; hosts?: string; status?: Partial<CommitStatus>; token?: string } = {},
  ) => {
    const settings = readGitSettings(
      new EnvironmentReader({ TOUCHSTONE_GIT_INSIDE_HOSTS: more.hosts ?? forge.host }),
      1,
    );
    const source: GitTriggerInput = {
      url: more.url ?? `http://${forge.host}/moj/petitions/data.git`,
      status: { forge: forgeName, token: 'status', ...(more.api !== undefined && { api: more.api }) },
    };
    const teller = statusTeller({ settings, reveal: async () => more.token ?? TOKEN });
    return teller(
      gitTriggerSchema.parse(source),
      { ...STATUS, ...more.status },
      new AbortController().signal,
    );
  };

  it('reach each forge where its API has them', async () => {
    await tell('github', { url: `http://${forge.host}/moj/data.git` });
    await tell('gitea', { url: `http://${forge.host}/moj/data` });
    await tell('gitlab');
    const commit = STATUS.commit;
    assert.deepEqual(
      forge.requests.map(({ path }) => path),
      [
        `/api/v3/repos/moj/data/statuses/${commit}`,
        `/api/v1/repos/moj/data/statuses/${commit}`,
        `/api/v4/projects/moj%2Fpetitions%2Fdata/statuses/${commit}`,
      ],
    );
    assert.deepEqual(
      forge.requests.map(({ body }) => [body.state, body.context ?? body.name, body.target_url]),
      [
        ['failure', 'touchstone', STATUS.link],
        ['failure', 'touchstone', STATUS.link],
        ['failed', 'touchstone', STATUS.link],
      ],
    );
    assert.ok(forge.requests.every(({ body }) => [...String(body.description)].length === 140));
  });

  it('that GitLab has already are no fault', async () => {
    await tell('gitlab', { status: { state: 'pending' } });
    await tell('gitlab', { status: { state: 'pending' } });
    assert.equal(forge.requests.length, 2);
  });

  it('that are not taken are a fault without the token', async () => {
    const codes: unknown[] = [];
    const fails = async (work: Promise<void>) => {
      await assert.rejects(work, (error: TouchstoneError) => {
        codes.push([error.code, error.params.detail ?? error.params.host]);
        return !/canary/.test(JSON.stringify(error.toJSON()) + error.stack);
      });
    };
    await fails(tell('gitea', { token: 'canary-wrong', url: `http://${forge.host}/moj/data` }));
    forge.answers.push(503);
    await fails(tell('gitea', { url: `http://${forge.host}/moj/data` }));
    // A token goes nowhere that the settings do not allow.
    await fails(tell('gitea', { api: 'https://evil.example/api/v1' }));
    await fails(tell('gitea', { hosts: '127.0.0.1:9' }));
    assert.deepEqual(codes, [
      ['GIT_STATUS_FAILED', 'status 401'],
      ['GIT_STATUS_FAILED', 'status 503'],
      ['GIT_HOST_REFUSED', 'evil.example'],
      ['GIT_HOST_REFUSED', forge.host],
    ]);
  });
});
