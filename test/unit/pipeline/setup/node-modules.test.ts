import assert from 'node:assert/strict';
import { sameAsLock } from '../../../../pipeline/setup/node-modules.mjs';

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/b-linux': { version: '2.0.0', integrity: 'sha512-b', optional: true },
  },
};

describe('node modules beside a lock file', () => {
  it('takes what npm installed from the same lock, builds for other machines left out', () => {
    assert.equal(sameAsLock(lock, { packages: { 'node_modules/a': lock.packages['node_modules/a'] } }), true);
  });

  it('refuses another version, another content, and a package that is missing', () => {
    const other = (entry: object) => ({ packages: { 'node_modules/a': entry } });
    assert.equal(sameAsLock(lock, other({ version: '1.0.1', integrity: 'sha512-a' })), false);
    assert.equal(sameAsLock(lock, other({ version: '1.0.0', integrity: 'sha512-x' })), false);
    assert.equal(sameAsLock(lock, { packages: {} }), false);
  });

  it('refuses an optional package of another version', () => {
    const packages = {
      ...lock.packages,
      'node_modules/b-linux': { version: '2.0.1', integrity: 'sha512-c', optional: true },
    };
    assert.equal(sameAsLock(lock, { packages }), false);
  });
});
