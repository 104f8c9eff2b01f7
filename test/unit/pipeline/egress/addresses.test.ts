import assert from 'node:assert/strict';
import { mayDial } from '../../../../pipeline/egress/addresses.ts';

const NEVER = [
  '0.0.0.0',
  '169.254.169.254',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  'fe80::1',
  'ff02::1',
  'not an address',
];
const PRIVATE = [
  '10.1.2.3',
  '127.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '100.64.0.1',
  '::1',
  'fc00::1',
  '64:ff9b::a00:1',
];
const MAPPED = ['::ffff:169.254.169.254', '::ffff:a9fe:a9fe'];
const PUBLIC = ['8.8.8.8', '2606:4700::1111'];

describe('addresses of text models', () => {
  it('are never link-local, multicast or nobody’s, whatever the operator says', () => {
    for (const address of [...NEVER, ...MAPPED]) {
      for (const host of ['models.example', address]) {
        for (const inside of [true, false]) assert.ok(!mayDial(address, { host, inside }), address);
      }
    }
  });

  it('are public where a name leads there and the endpoint is outside', () => {
    const outside = { host: 'models.example', inside: false };
    for (const address of [...PRIVATE, '::ffff:10.0.0.1', '::ffff:127.0.0.1'])
      assert.ok(!mayDial(address, outside), address);
    for (const address of PUBLIC) assert.ok(mayDial(address, outside), address);
    assert.ok(mayDial('127.0.0.1', { host: 'localhost', inside: false }));
    assert.ok(!mayDial('10.0.0.1', { host: 'localhost', inside: false }));
  });

  it('are what the operator wrote, or of the own network where the endpoint is inside', () => {
    for (const address of PRIVATE) {
      assert.ok(mayDial(address, { host: address, inside: false }), address);
      assert.ok(mayDial(address, { host: 'models.internal', inside: true }), address);
    }
  });
});
