import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ReaderUnderTest } from '../../../fixtures/git/reader-under-test.ts';
import { TestRepository } from '../../../fixtures/git/test-repository.ts';

const KEY = '-----BEGIN OPENSSH PRIVATE KEY-----\ncanary-key\n-----END OPENSSH PRIVATE KEY-----';

/**
 * A stand-in for OpenSSH's client as git calls it (`ssh [options] [user@]host command`, git's connect.c): it notes its arguments
 * and what lies in the settings that it was given, and runs the command here, as a server at the other end would.
 */
const STAND_IN = (log: string) => `#!/bin/sh
printf 'argv: %s\\n' "$*" >> '${log}'
cat ssh_config >> '${log}'
stat -c 'key: %a %s' key >> '${log}' 2>/dev/null
if [ -e '${log}.fail' ]; then echo 'Host key verification failed.' >&2; exit 255; fi
for last; do :; done
unset GIT_DIR GIT_CONFIG_COUNT GIT_ALLOW_PROTOCOL
eval "exec $last"
`;

describe('a dataset repository over ssh', () => {
  let repository: TestRepository;
  let reader: ReaderUnderTest;
  let log: string;

  before(() => {
    repository = new TestRepository();
    repository.commit({ 'touchstone.yaml': 'dataset: a.csv\n', 'a.csv': 'text,label\na,b\n' });
    const shims = join(repository.root, 'shims');
    log = join(repository.root, 'log');
    mkdirSync(shims);
    writeFileSync(join(shims, 'ssh'), STAND_IN(log), { mode: 0o755 });
    writeFileSync(join(repository.root, 'known_hosts'), 'localhost ssh-ed25519 AAAA\n');
    reader = new ReaderUnderTest(
      {
        TOUCHSTONE_GIT_HOSTS: 'localhost,localhost:2222',
        TOUCHSTONE_GIT_KNOWN_HOSTS: join(repository.root, 'known_hosts'),
      },
      { path: `${shims}${delimiter}${process.env.PATH}`, secrets: { deploy: KEY } },
    );
  });
  after(() => {
    assert.deepEqual(reader.leftovers(), []);
    reader.close();
    repository.remove();
  });

  it('is read with the key, at the checked address, knowing the server by its name', async () => {
    const url = `ssh://git@localhost:2222${repository.directory}`;
    const { dataset } = await reader.read({ url, credentials: 'deploy' });
    assert.equal(dataset.bytes.toString(), 'text,label\na,b\n');
    const said = readFileSync(log, 'utf8');
    assert.match(said, /argv: -F ssh_config .*-p 2222 git@localhost git-upload-pack/);
    for (const line of [
      'HostName 127.0.0.1',
      'HostKeyAlias [localhost]:2222',
      'StrictHostKeyChecking yes',
      'UserKnownHostsFile known_hosts',
      'BatchMode yes',
      'ProxyCommand none',
      'IdentityFile key',
    ])
      assert.ok(said.split('\n').includes(line), line);
    assert.match(said, /key: 600 \d+/);
    assert.ok(!said.includes('canary'));
  });

  it('says that a server is not known', async () => {
    writeFileSync(`${log}.fail`, '');
    const url = `git@localhost:${repository.directory}`;
    await assert.rejects(reader.read({ url, credentials: 'deploy' }), { code: 'GIT_HOST_KEY' });
  });
});
