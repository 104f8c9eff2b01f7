import assert from 'node:assert/strict';
import { Zstd } from '@hpcc-js/wasm-zstd';
import { describe, it } from 'mocha';
import { Damage } from '../../../../datasets/compression/damage.ts';
import { unzstd, ZstdDecoder } from '../../../../datasets/compression/zstd/decoder.ts';
import { Xxh64 } from '../../../../datasets/compression/zstd/xxh64.ts';
import { random } from '../reading.ts';

/** zstd -19 --check of `{"text":"路燈不亮","label":"工務局"}` on five lines. */
const CHECKED = Buffer.from(
  'KLUv/STctQEA1AJ7InRleHQiOiLot6/nh4jkuI3kuq4iLCJsYWJlbCI6IuW3peWLmeWxgCJ9CnsBAGU9SpUBlNerQQ==',
  'base64',
);

const next = random(3);
const bytesOf = (count: number, spread: number) =>
  Buffer.from(Array.from({ length: count }, () => 65 + Math.floor(next() * next() * spread)));
const CONTENTS: readonly (readonly [string, Buffer])[] = [
  ['nothing', Buffer.alloc(0)],
  ['a single byte', Buffer.from('a')],
  ['one byte over and over', Buffer.alloc(700_000, 7)],
  ['noise', bytesOf(200_000, 190)],
  ['few different bytes', bytesOf(400_000, 12)],
  [
    'text',
    Buffer.from(
      Array.from({ length: 9_000 }, (_, n) => `第 ${n * 7919} 件：路燈不亮，請派員處理。\n`).join(''),
    ),
  ],
];

function decoded(bytes: Uint8Array, size: number): Buffer {
  const decoder = new ZstdDecoder();
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(...decoder.push(bytes.subarray(at, at + size)));
  decoder.end();
  return Buffer.concat(pieces);
}

describe('zstd', () => {
  let codec: Zstd;
  before(async () => {
    codec = await Zstd.load();
  });

  for (const [what, content] of CONTENTS) {
    it(`gives back ${what} from every level of the reference library, however the bytes are cut`, () => {
      for (const level of [-5, 1, 3, 9, 19]) {
        const packed = codec.compress(content, level);
        const size = 1 + Math.floor(next() * 70_000);
        assert.ok(decoded(packed, size).equals(content), `level ${level} in pieces of ${size}`);
      }
    });
  }

  it('reads frames one after the other, and passes over skippable ones', () => {
    const frame = codec.compress(Buffer.from('路燈'));
    const skippable = Buffer.from('5a2a4d1803000000aabbcc', 'hex');
    assert.equal(decoded(Buffer.concat([skippable, frame, skippable, frame]), 3).toString(), '路燈路燈');
  });

  it('verifies checksums', () => {
    assert.equal(decoded(CHECKED, 5).toString(), '{"text":"路燈不亮","label":"工務局"}\n'.repeat(5));
    const wrong = Buffer.from(CHECKED);
    wrong[20]! ^= 1;
    assert.throws(() => decoded(wrong, 100), /checksum/);
  });

  it('says of every beginning that it is cut off', () => {
    for (let end = 1; end < CHECKED.length; end++) {
      assert.throws(
        () => decoded(CHECKED.subarray(0, end), 7),
        (error) => error instanceof Damage && error.truncated,
      );
    }
  });

  it('refuses a window that would fill the memory, and frames that need a dictionary', () => {
    assert.throws(() => decoded(Buffer.from('28b52ffd00f8010000', 'hex'), 9), /window too large/);
    assert.throws(() => decoded(Buffer.from('28b52ffd210501010000', 'hex'), 9), /dictionary/);
  });

  it('never takes long or throws anything else over damaged bytes', () => {
    const packed = Buffer.from(codec.compress(CONTENTS[5]![1].subarray(0, 20_000), 19));
    for (let round = 0; round < 500; round++) {
      const damaged = Buffer.from(packed);
      for (let i = 0; i <= round % 3; i++) {
        damaged[Math.floor(next() * Math.min(300, damaged.length))] = Math.floor(next() * 256);
      }
      try {
        decoded(damaged, 4_096);
      } catch (error) {
        assert.ok(error instanceof Damage, String(error));
      }
    }
  });

  it('keeps to the length that was said', () => {
    const packed = codec.compress(Buffer.from('路燈'));
    assert.equal(Buffer.from(unzstd(packed, 6)).toString(), '路燈');
    assert.throws(() => unzstd(packed, 5), Damage);
    assert.throws(() => unzstd(packed, 7), Damage);
  });
});

describe('XXH64', () => {
  // Low halves of what the xxhash library of its author gives.
  for (const [content, sum] of [
    [Buffer.alloc(0), 0x51d8e999],
    [Buffer.from('abc'), 0xad770999],
    [Buffer.alloc(31, 'a'), 0xda802916],
    [Buffer.alloc(32, 'b'), 0x67c87ae4],
    [Buffer.from(Array.from({ length: 100 }, (_, i) => i)), 0x32166597],
  ] as const) {
    it(`is right for ${content.length} bytes, at once and piece by piece`, () => {
      const whole = new Xxh64();
      whole.update(content);
      const pieces = new Xxh64();
      for (let at = 0; at < content.length; at += 7) pieces.update(content.subarray(at, at + 7));
      assert.deepEqual([whole.digest(), pieces.digest()], [sum, sum]);
    });
  }
});
