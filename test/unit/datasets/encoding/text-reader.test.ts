import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'mocha';
import { TextReader } from '../../../../datasets/encoding/text-reader.ts';
import { FaultList } from '../../../../datasets/faults.ts';
import { faultOf, random, streamOf } from '../reading.ts';

const PETITION =
  '主旨：本市信義路三段路燈不亮，已逾二週未修復，請儘速派員處理。說明：一、夜間行人眾多，恐生危險。二、曾於上月去電反映，未獲回覆。';

async function decode(
  bytes: Uint8Array,
  size?: number,
): Promise<{ text: string; encoding: string; bom: boolean }> {
  const reader = new TextReader(new FaultList('dataset'));
  let text = '';
  for await (const piece of reader.read(streamOf(bytes, size))) text += piece;
  return { text, encoding: reader.encoding, bom: reader.bom };
}

/** Bytes of a text in an encoding that Node only reads: Python, which every checkout has, writes it. */
function encoded(text: string, encoding: string): Buffer {
  const python = process.env.TOUCHSTONE_PYTHON ?? '.venv/bin/python';
  const program = `import sys; sys.stdout.buffer.write(sys.stdin.buffer.read().decode('utf-8').encode('${encoding}'))`;
  const { stdout, status, stderr } = spawnSync(python, ['-c', program], { input: text });
  assert.equal(status, 0, String(stderr));
  return stdout;
}

describe('text of uploaded bytes', () => {
  it('reads UTF-8, with and without a byte order mark', async () => {
    assert.deepEqual(await decode(Buffer.from(PETITION)), { text: PETITION, encoding: 'utf-8', bom: false });
    const marked = Buffer.from(`\ufeff${PETITION}`);
    assert.deepEqual(await decode(marked), { text: PETITION, encoding: 'utf-8', bom: true });
  });

  it('reads UTF-16 both ways', async () => {
    const text = `${PETITION}😀\n`;
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    assert.deepEqual(await decode(little), { text, encoding: 'utf-16le', bom: true });
    const big = Buffer.from(little).swap16();
    assert.deepEqual(await decode(big), { text, encoding: 'utf-16be', bom: true });
  });

  it('reads Big5, the euro sign and the ETEN characters of code page 950 among it', async () => {
    const text = `text,label\n${PETITION}碁€,工務局\n`;
    assert.deepEqual(await decode(encoded(text, 'cp950')), { text, encoding: 'big5', bom: false });
  });

  it('tells Big5 however late the first Chinese character comes', async () => {
    const text = `${'plain ascii, long enough to fill a piece or two\n'.repeat(12_000)}${PETITION}\n`;
    const { text: decoded, encoding } = await decode(encoded(text, 'cp950'));
    assert.equal(encoding, 'big5');
    assert.equal(decoded, text);
  });

  for (const [encoding, text] of [
    [
      'gb18030',
      '主题：本市信义路三段路灯不亮，已超过两周没有修复，请尽快派人处理。夜间行人很多，恐怕发生危险。',
    ],
    ['gb18030', PETITION],
    ['shift_jis', 'ご意見ありがとうございます。街灯が消えているとのご連絡を受け、担当部署が確認いたします。'],
  ] as const) {
    it(`reads ${encoding}, told by content`, async () => {
      const table = `text,label\n${text},x\n`;
      assert.deepEqual(await decode(encoded(table, encoding)), { text: table, encoding, bom: false });
    });
  }

  for (const [encoding, text] of [
    ['euc_jp', 'ご意見ありがとうございます。街灯が消えているとのご連絡を受け、担当部署が確認いたします。'],
    ['euc_kr', '가로등이 꺼져 있어 불편합니다. 빠른 시일 안에 수리하여 주시기 바랍니다. 감사합니다.'],
    ['cp1251', 'Уличный фонарь не работает уже две недели, прошу принять меры как можно скорее.'],
    [
      'cp1252',
      'Le réverbère ne marche plus depuis déjà deux semaines; la rue est très fréquentée à la tombée du jour.',
    ],
  ] as const) {
    it(`does not take ${encoding} for one that is read`, async () => {
      assert.equal((await faultOf(decode(encoded(text, encoding)))).code, 'INPUT_ENCODING');
    });
  }

  it('names the encodings that a few characters may be in, and how to say which', async () => {
    const fault = await faultOf(decode(Buffer.concat([Buffer.from('a,b\n1,'), encoded('路燈', 'cp950')])));
    assert.deepEqual([fault.code, fault.place?.line], ['INPUT_ENCODING_UNSURE', 2]);
    assert.match(String(fault.params?.candidates), /^big5/);
  });

  it('tells of a broken byte in UTF-8, which fits GB18030 as well', async () => {
    const whole = Buffer.from('第一條　為健全管理，特制定本辦法。\n'.repeat(200));
    for (const at of [3, 301, 4_001]) {
      const broken = Buffer.concat([whole.subarray(0, at), whole.subarray(at + 1)]);
      assert.equal((await faultOf(decode(broken))).code, 'INPUT_ENCODING', String(at));
    }
  });

  it('reads UTF-16 without a mark, with characters such as 一 whose lower half is zero', async () => {
    const text = `text,label\n${'第一條　一般案件一律於一日內辦理,民政局\n'.repeat(40)}`;
    const little = Buffer.from(text, 'utf16le');
    assert.deepEqual(await decode(little), { text, encoding: 'utf-16le', bom: false });
    const big = Buffer.from(little).swap16();
    assert.deepEqual(await decode(big), { text, encoding: 'utf-16be', bom: false });
  });

  it('does not take NUL in UTF-8 for the half of a character', async () => {
    const content = `text,label\n${'一\0件,民\0政局\n'.repeat(40)}`;
    assert.equal((await faultOf(decode(Buffer.from(content)))).code, 'INPUT_NUL');
  });

  it('finds where Big5 turns into UTF-8, however far in', async () => {
    const head = Array.from({ length: 3_000 }, () => '路燈不亮，請派員處理,工務局\n').join('');
    const bytes = Buffer.concat([
      encoded(`text,label\n${head}`, 'big5'),
      Buffer.from('戶籍怎麼遷,民政局\n'.repeat(500)),
    ]);
    const fault = await faultOf(decode(bytes));
    assert.deepEqual([fault.code, fault.place?.line], ['INPUT_ENCODING_MIXED', 3_002]);
  });

  it('finds lines of another encoding that happen to fit, in Shift-JIS and GB18030', async () => {
    const head = Array.from({ length: 50 }, () => '路灯不亮，请派人处理,工务局\n').join('');
    const other = encoded('請儘速派員修理故障的路燈與紅綠燈，謝謝您的協助\n', 'cp950');
    const fault = await faultOf(decode(Buffer.concat([encoded(head, 'gb18030'), other])));
    assert.deepEqual([fault.code, fault.place?.line], ['INPUT_ENCODING_MIXED', 51]);
  });

  it('names the position and line of a bad byte in the middle of a long file', async () => {
    const before = '{"text":"一行一行的文字"}\n'.repeat(40_000);
    const bytes = Buffer.concat([Buffer.from(`${before}好`), Buffer.from([0xe4, 0xb8]), Buffer.from('壞\n')]);
    const fault = await faultOf(decode(bytes));
    assert.equal(fault.code, 'INPUT_ENCODING');
    assert.equal(fault.place?.line, 40_001);
    assert.equal(fault.params?.offset, Buffer.byteLength(before) + 3);
    assert.match(fault.found ?? '', /^e4 b8 e5/);
  });

  it('refuses a file that breaks off inside a character', async () => {
    const cut = Buffer.from(PETITION).subarray(0, -1);
    assert.equal((await faultOf(decode(cut))).code, 'INPUT_ENCODING');
    const odd = Buffer.from(`\ufeff${PETITION}`, 'utf16le').subarray(0, -1);
    assert.equal((await faultOf(decode(odd))).code, 'INPUT_ENCODING');
    const lead = Buffer.concat([encoded(PETITION, 'cp950'), Buffer.from([0xa4])]);
    assert.equal((await faultOf(decode(lead))).code, 'INPUT_ENCODING');
  });

  it('refuses unpaired surrogates in UTF-16', async () => {
    const bytes = Buffer.from('\ufeffab\n\ud800c', 'utf16le');
    const fault = await faultOf(decode(bytes));
    assert.equal(fault.place?.line, 2);
    assert.equal(fault.params?.offset, 8);
  });

  it('gives the same text however the bytes are cut', async () => {
    const next = random(7);
    const alphabet = ['a', '"', '\n', 'é', '字', '，', '😀', '\u0301'];
    for (let round = 0; round < 60; round++) {
      const text = Array.from({ length: 400 }, () => alphabet[Math.floor(next() * alphabet.length)]).join('');
      const size = 1 + Math.floor(next() * 50);
      assert.equal((await decode(Buffer.from(text), size)).text, text);
    }
  });

  it('cuts no character in two between the pieces of a long text', async () => {
    const text = '字😀'.repeat(200_000);
    const reader = new TextReader(new FaultList('dataset'));
    let all = '';
    let pieces = 0;
    for await (const piece of reader.read(streamOf(Buffer.from(text), 65_537))) {
      assert.doesNotMatch(piece, /[\ud800-\udbff]$/);
      all += piece;
      pieces += 1;
    }
    assert.ok(pieces > 2);
    assert.equal(all, text);
  });
});
