import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentReader } from '../../../../pipeline/config/environment-reader.ts';
import { readGitSettings } from '../../../../pipeline/config/git-settings.ts';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import { addressOf } from '../../../../pipeline/git/dial.ts';
import { remoteOf } from '../../../../pipeline/git/remote.ts';

const settings = readGitSettings(
  new EnvironmentReader({
    TOUCHSTONE_GIT_HOSTS: 'github.com, git.example.org:8443,localhost',
    TOUCHSTONE_GIT_INSIDE_HOSTS: 'git.agency.internal,git.agency.internal:8080,10.0.0.7',
    TOUCHSTONE_GIT_KNOWN_HOSTS: '/dev/null',
  }),
  1000,
);

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'taken',
    (error: unknown) => (error as TouchstoneError).code,
  );
}

describe('addresses of repositories', () => {
  it('are normalised: what was checked is what git is given', async () => {
    const cases = {
      'https://GitHub.com/moj/petitions.git': 'https://github.com/moj/petitions.git',
      'https://git.example.org:8443/a/b': 'https://git.example.org:8443/a/b',
      'http://git.agency.internal:8080/a.git': 'http://git.agency.internal:8080/a.git',
      'git@github.com:moj/petitions.git': 'ssh://git@github.com/moj/petitions.git',
      'ssh://git@github.com/moj/petitions.git': 'ssh://git@github.com/moj/petitions.git',
      'https://github.com/a/../b.git': 'https://github.com/b.git',
    };
    for (const [written, url] of Object.entries(cases))
      assert.equal((await remoteOf(written, settings)).url, url, written);
  });

  it('are refused by host, protocol and form', async () => {
    const cases = {
      'https://evil.example/a.git': 'GIT_HOST_REFUSED',
      'https://github.com:444/a.git': 'GIT_HOST_REFUSED',
      'https://github.com.evil.example/a.git': 'GIT_HOST_REFUSED',
      'https://127.0.0.1/a.git': 'GIT_HOST_REFUSED',
      'https://2130706433/a.git': 'GIT_HOST_REFUSED',
      'git@evil.example:a.git': 'GIT_HOST_REFUSED',
      'http://github.com:80/a.git': 'GIT_PROTOCOL_REFUSED',
      'http://git.example.org:8443/a.git': 'GIT_PROTOCOL_REFUSED',
      'git://github.com/a.git': 'GIT_PROTOCOL_REFUSED',
      'ext::sh -c touch% /tmp/x': 'GIT_PROTOCOL_REFUSED',
      'fd::17/foo': 'GIT_PROTOCOL_REFUSED',
      '::ext': 'GIT_PROTOCOL_REFUSED',
      'EXT::sh -c id': 'GIT_PROTOCOL_REFUSED',
      'ftp://github.com/a.git': 'GIT_PROTOCOL_REFUSED',
      '/etc': 'GIT_PROTOCOL_REFUSED',
      'file:///etc': 'GIT_PROTOCOL_REFUSED',
      'https://user:secret@github.com/a.git': 'GIT_URL_INVALID',
      'https://token@github.com/a.git': 'GIT_URL_INVALID',
      'ssh://git:secret@github.com/a.git': 'GIT_URL_INVALID',
      'ssh://-oProxyCommand=id/a.git': 'GIT_URL_INVALID',
      '-oProxyCommand=id@github.com:a.git': 'GIT_URL_INVALID',
      'https://github.com\\@evil.example/a.git': 'GIT_URL_INVALID',
      'https://github.com/a.git?x=1': 'GIT_URL_INVALID',
      'https://github.com/a.git\nx': 'GIT_URL_INVALID',
      'https://github.com/a%0ax.git': 'GIT_URL_INVALID',
      '--upload-pack=touch /tmp/x': 'GIT_URL_INVALID',
      'https://github.com': 'GIT_URL_INVALID',
      'not a url': 'GIT_URL_INVALID',
    };
    for (const [written, code] of Object.entries(cases))
      assert.equal(await codeOf(remoteOf(written, settings)), code, written);
  });

  it('are in no error, since they may hold a password', async () => {
    await assert.rejects(remoteOf('https://user:hunter2-secret@github.com/a.git', settings), (error) => {
      assert.ok(error instanceof TouchstoneError);
      return !JSON.stringify(error.toJSON()).includes('hunter2') && !error.stack!.includes('hunter2');
    });
  });

  it('of this machine lie below the roots, links followed', async () => {
    const root = mkdtempSync(join(tmpdir(), 'touchstone-roots-'));
    const own = { ...settings, fileRoots: [join(root)] };
    symlinkSync('/etc', join(root, 'away'));
    assert.equal(await codeOf(remoteOf(join(root, 'away'), own)), 'GIT_PATH_REFUSED');
    assert.equal(await codeOf(remoteOf(`${root}/../`, own)), 'GIT_PATH_REFUSED');
    assert.equal(await codeOf(remoteOf(join(root, 'gone'), own)), 'GIT_PATH_REFUSED');
    assert.equal(await codeOf(remoteOf(root, own)), 'GIT_PATH_REFUSED');
    rmSync(root, { recursive: true });
  });

  it('lead only where a host of the world may, unless the host is inside', async () => {
    assert.equal(await addressOf(await remoteOf('https://localhost/a.git', settings)), '127.0.0.1');
    assert.equal(await addressOf(await remoteOf('https://10.0.0.7/a.git', settings)), '10.0.0.7');
    const cloud = {
      ...(await remoteOf('https://10.0.0.7/a.git', settings)),
      hostname: '169.254.169.254',
    };
    assert.equal(await codeOf(addressOf(cloud)), 'GIT_ADDRESS_REFUSED');
  });
});

describe('hosts in the settings', () => {
  it('are hosts', () => {
    for (const wrong of ['https://github.com', 'a b', '*', '-x', 'host/path', 'user@host'])
      assert.throws(() => readGitSettings(new EnvironmentReader({ TOUCHSTONE_GIT_HOSTS: wrong }), 1), {
        code: 'SETTINGS_INVALID',
      });
    for (const wrong of ['relative', '/'])
      assert.throws(() => readGitSettings(new EnvironmentReader({ TOUCHSTONE_GIT_FILE_ROOTS: wrong }), 1), {
        code: 'SETTINGS_INVALID',
      });
  });
});
