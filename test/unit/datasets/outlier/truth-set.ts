import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SharedOpenings } from '../../../../datasets/fingerprint/shared-openings.ts';
import { PACKAGE_ROOT } from '../../../../pipeline/config/package-root.ts';
import { random, read } from '../reading.ts';

/** Texts that belong to no dataset of petitions in Chinese, by what is odd about them. */
const FOREIGN = [
  'この度はお問い合わせいただきありがとうございます。担当部署よりご連絡いたします。',
  '市役所の窓口は何時まで開いていますか。',
  '주차 위반 과태료를 어떻게 납부하나요? 안내 부탁드립니다.',
  '가로등이 고장 났습니다. 수리해 주세요.',
  'Уличный фонарь не работает уже две недели, прошу отремонтировать.',
  'Как подать заявление на пособие?',
  'ไฟถนนเสียมาสองสัปดาห์แล้ว กรุณาซ่อม',
  'Η λάμπα του δρόμου δεν λειτουργεί εδώ και δύο εβδομάδες.',
  'عمود الإنارة معطل منذ أسبوعين، يرجى إصلاحه.',
  'The street lamp in front of our house has been broken for two weeks; please have it repaired.',
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.',
  'SELECT name, address FROM citizens WHERE district = 7 ORDER BY name;',
  'def handle(request): return Response(status=200)',
  'https://example.org/a/b/c?query=1&other=2',
  'Bonjour, je voudrais savoir comment payer la taxe foncière cette année.',
];
const SHORT = [
  '好',
  '謝謝',
  '請問',
  '如題',
  '無',
  '同上',
  '在嗎',
  '測試',
  '急',
  '讚',
  '？？哦',
  '收到',
  '是',
  '不',
  '嗯嗯',
];
/** Han characters that nobody writes to an authority with. */
const RARE = [...'龘靐齉爨麤虋鸞籲灪驫鱻馫麣癵厵纞虪讟钁鸜籱爩麷鼺鸝豓虁蠽齾龗'];

const CLASSICAL = [
  ...'關雎鳩洲窈窕逑荇菜寤寐輾轉琴瑟芼鐘鼓樛葛藟螽斯詵繩揖蟄桃夭蕡蓁罝椓丁赳仇腹芣苢掇捋袺襭翹錯蔞駒汝墳枚惄肄魴赬燬麟趾',
];

export interface Case {
  readonly text: string;
  readonly odd: boolean;
}

/** What is unlike all the petitions, the petitions, and what is merely uncommon among them. */
export function cases(petitions: readonly string[]): Case[] {
  const next = random(21);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!;
  const run = (characters: readonly string[], length: number) =>
    Array.from({ length }, () => pick(characters)).join('');
  const long = Array.from({ length: 15 }, () => Array.from({ length: 80 }, () => pick(petitions)).join(''));
  const strange = [
    ...Array.from({ length: 10 }, () => run(RARE, 40)),
    ...Array.from({ length: 10 }, () => run(CLASSICAL, 60)),
  ];
  const odd = [...FOREIGN, ...SHORT, ...long, ...strange];
  const terms = [
    'Google Map',
    'LINE',
    'YouBike 2.0',
    'PM2.5',
    'App',
    'iPhone 15',
    'QR Code',
    'e-mail',
    'Wi-Fi',
    'OK',
  ];
  const misses = [
    // A letter twice as long as others, half of one, one with foreign terms, one with numbers, one that quotes another.
    ...Array.from({ length: 130 }, () => pick(petitions) + pick(petitions)),
    ...Array.from({ length: 130 }, () => {
      const text = pick(petitions.filter((petition) => petition.length > 40));
      return text.slice(0, Math.ceil(text.length / 2));
    }),
    ...Array.from({ length: 130 }, () => `${pick(petitions)}（${pick(terms)}、${pick(terms)}）`),
    ...Array.from({ length: 130 }, () => `${pick(petitions)}案號 ${Math.floor(next() * 1e9)}`),
    ...Array.from({ length: 80 }, () => `來文略以：「${pick(petitions)}」請貴局查明見復。`),
  ];
  const all = [
    ...odd.map((text) => ({ text, odd: true })),
    ...misses.map((text) => ({ text, odd: false })),
    ...petitions.map((text) => ({ text, odd: false })),
  ];
  return all.sort((a, b) => (a.text < b.text ? -1 : 1));
}

/** Different letters of the sample, without those that have no content, which are outliers indeed. */
export async function samplePetitions(): Promise<string[]> {
  const { records } = await read(readFileSync(join(PACKAGE_ROOT, 'datasets', 'sample', 'petitions.jsonl')));
  const openings = new SharedOpenings();
  for (const record of records) openings.see(record);
  return [...new Set(records.map((record) => openings.gist(record)))].filter((text) => text.length >= 20);
}
