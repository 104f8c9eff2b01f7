import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { TouchstoneError } from '../../../../../pipeline/contracts/errors/error.ts';
import type { Forge } from '../../../../../pipeline/contracts/git-trigger.ts';
import { readDelivery } from '../../../../../pipeline/git/webhooks/read-delivery.ts';

const SECRET = 'a shared secret';
const push = (ref: string) => Buffer.from(JSON.stringify({ ref, repository: { default_branch: 'main' } }));
const hex = (secret: string, body: Buffer) => createHmac('sha256', secret).update(body).digest('hex');

/** Headers as each forge's documentation shows them. */
const headersOf: Readonly<Record<Forge, (body: Buffer, secret?: string) => Record<string, string>>> = {
  github: (body, secret = SECRET) => ({
    'x-github-event': 'push',
    'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    'x-hub-signature-256': `sha256=${hex(secret, body)}`,
  }),
  gitea: (body, secret = SECRET) => ({
    'x-gitea-event': 'push',
    'x-gitea-delivery': 'f6266f16-1bf3-46a5-9ea4-602e06ead473',
    'x-gitea-signature': hex(secret, body),
  }),
  gitlab: (_body, secret = SECRET) => ({
    'x-gitlab-event': 'Push Hook',
    'x-gitlab-event-uuid': '9cebe914-4827-408f-b014-cfa23a47a35f',
    'x-gitlab-token': secret,
  }),
};
const FORGES = ['github', 'gitea', 'gitlab'] as const;

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as TouchstoneError).code;
  }
  return 'taken';
}

describe('webhooks of forges', () => {
  for (const forge of FORGES) {
    it(`of ${forge} say which branch was pushed to, once their signature is right`, () => {
      const body = push('refs/heads/feature/資料');
      const delivery = readDelivery(forge, { headers: headersOf[forge](body), body }, SECRET);
      assert.equal(delivery.branch, 'feature/資料');
      assert.equal(delivery.defaultBranch, 'main');
      assert.equal(delivery.ids.length, 2);
      const tag = push('refs/tags/v1');
      assert.equal(readDelivery(forge, { headers: headersOf[forge](tag), body: tag }, SECRET).branch, null);
    });

    it(`of ${forge} are refused without the secret, unread`, () => {
      const body = push('refs/heads/main');
      const right = headersOf[forge](body);
      const signature = Object.keys(right).find((name) => /signature|token/.test(name))!;
      const wrong = [
        headersOf[forge](body, 'another secret'),
        { ...right, [signature]: '' },
        { ...right, [signature]: right[signature]!.slice(0, -1) },
        { ...right, [signature]: `${right[signature]}x` },
        Object.fromEntries(Object.entries(right).filter(([name]) => name !== signature)),
      ];
      for (const headers of wrong)
        assert.equal(
          codeOf(() => readDelivery(forge, { headers, body }, SECRET)),
          'GIT_SIGNATURE',
        );
      assert.equal(
        codeOf(() => readDelivery(forge, { headers: right, body }, '')),
        'GIT_SIGNATURE',
      );
      const noJson = Buffer.from('not json');
      assert.equal(
        codeOf(() => readDelivery(forge, { headers: {}, body: noJson }, SECRET)),
        'GIT_SIGNATURE',
      );
      assert.equal(
        codeOf(() => readDelivery(forge, { headers: headersOf[forge](noJson), body: noJson }, SECRET)),
        'GIT_DELIVERY_UNREADABLE',
      );
    });
  }

  it('that are signed cannot be changed: one byte, and the signature is wrong', () => {
    for (const forge of ['github', 'gitea'] as const) {
      const body = push('refs/heads/main');
      const headers = headersOf[forge](body);
      const changed = Buffer.from(body.toString().replace('main', 'mine'));
      assert.equal(
        codeOf(() => readDelivery(forge, { headers, body: changed }, SECRET)),
        'GIT_SIGNATURE',
      );
    }
  });

  it('of GitLab with a signing token have id, time and body signed, and a time that is ours', () => {
    const token = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;
    const body = push('refs/heads/main');
    const signed = (seconds: number, more: Record<string, string> = {}) => {
      const time = String(Math.floor(Date.now() / 1000) + seconds);
      const key = Buffer.from('0123456789abcdef0123456789abcdef');
      const signature = createHmac('sha256', key).update(`msg_1.${time}.${body}`).digest('base64');
      const headers = {
        'x-gitlab-event': 'Push Hook',
        'webhook-id': 'msg_1',
        'webhook-timestamp': time,
        'webhook-signature': `v1,AAAA v1,${signature}`,
        ...more,
      };
      return codeOf(() => readDelivery('gitlab', { headers, body }, token));
    };
    assert.equal(signed(0), 'taken');
    assert.equal(signed(-200), 'taken');
    assert.equal(signed(-400), 'GIT_DELIVERY_STALE');
    assert.equal(signed(400), 'GIT_DELIVERY_STALE');
    assert.equal(signed(0, { 'webhook-id': 'msg_2' }), 'GIT_SIGNATURE');
    assert.equal(signed(0, { 'webhook-timestamp': 'now' }), 'GIT_SIGNATURE');
    // The plain token does not stand in for a signature.
    assert.equal(signed(0, { 'webhook-signature': '', 'x-gitlab-token': token }), 'GIT_SIGNATURE');
  });

  it('are known again by their body, whatever their headers call them', () => {
    const body = push('refs/heads/main');
    const read = (delivery: string) =>
      readDelivery(
        'github',
        { headers: { ...headersOf.github(body), 'x-github-delivery': delivery }, body },
        SECRET,
      );
    assert.notDeepEqual(read('one').ids, read('two').ids);
    assert.equal(read('one').ids[0], read('two').ids[0]);
  });

  it('of another kind say only that they came', () => {
    const body = Buffer.from('{"zen":"Design for failure."}');
    const headers = { ...headersOf.github(body), 'x-github-event': 'ping' };
    assert.equal(readDelivery('github', { headers, body }, SECRET).branch, null);
  });
});
