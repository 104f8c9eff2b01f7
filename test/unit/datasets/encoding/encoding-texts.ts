import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Bytes of texts in an encoding that Node only reads: Python, which every checkout has, writes them. */
export function encodedAll(texts: readonly string[], encoding: string): Buffer[] {
  const python = process.env.TOUCHSTONE_PYTHON ?? '.venv/bin/python';
  const program =
    'import json, sys\n' +
    `print(json.dumps([t.encode('${encoding}', 'ignore').hex() for t in json.load(sys.stdin)]))`;
  const { stdout, status, stderr } = spawnSync(python, ['-c', program], {
    input: JSON.stringify(texts),
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
    maxBuffer: 1 << 28,
  });
  assert.equal(status, 0, String(stderr));
  return (JSON.parse(String(stdout)) as string[]).map((hex) => Buffer.from(hex, 'hex'));
}

/** The petitions of the sample dataset: what people in Taiwan write to their city. */
export function taiwanTexts(): string[] {
  const path = new URL('../../../../datasets/sample/petitions.jsonl', import.meta.url);
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { input: string }).input);
}

/** The same in Simplified Chinese with the words of China. */
export function chinaTexts(): string[] {
  const opencc = createRequire(import.meta.url)('opencc-js') as {
    Converter(way: { from: string; to: string }): (text: string) => string;
  };
  return taiwanTexts().map(opencc.Converter({ from: 'twp', to: 'cn' }));
}

const WHERE = [
  '駅前の交差点',
  '市役所の裏の道',
  '三丁目の公園',
  '川沿いの歩道',
  '小学校の近く',
  '商店街の入口',
  '自宅前の道路',
  '図書館の駐車場',
];
const WHAT = [
  'で街灯が消えています',
  'に粗大ごみが捨てられています',
  'で夜遅くまで工事の音がうるさいです',
  'の舗装が割れていて危険です',
  'の木の枝が伸びて見通しが悪いです',
  'で違法駐車が多くて困っています',
  'のガードレールが壊れたままです',
  'の水道管から水が漏れています',
  'に野良猫が増えて糞の被害があります',
  'のバス停の時刻表が読めません',
];
const WISH = [
  '。早急に修理をお願いいたします。',
  '。担当の部署から連絡をいただけますか。',
  '。先月も電話しましたが、まだ対応がありません。',
  '。いつ頃直る予定でしょうか。',
  '。現地を確認してください。',
  '。子供が通るので心配です。',
  '。写真を添付しますのでご確認ください。',
  '。ご検討のほどよろしくお願い申し上げます。',
];

/** Petitions in Japanese, put together from parts: 640 different ones. */
export function japanTexts(): string[] {
  return WHERE.flatMap((where) => WHAT.flatMap((what) => WISH.map((wish) => where + what + wish)));
}
