import { eachPair } from '../../../../../datasets/text/charsets/double-byte.ts';
import {
  BIG5_FREQUENT,
  GB2312_FREQUENT,
  hanLevels,
  JIS_FREQUENT,
} from '../../../../../datasets/text/charsets/han-levels.ts';

/** Proper texts with accents, signs, other scripts, rare characters. */
export const WESTERN: readonly string[] = [
  'L’été à Nîmes… « déjà » où “ça va ?”',
  'élève « très » “café”»',
  'voilà\u00a0! À\u00a0bientôt\u00a0; où êtes-vous\u00a0?',
  '§ 5 Abs. 2 „Größe“ für Übermäßig',
  'Ärger, Äpfel, Ämter, Äste, Äther',
  'SPAß“, sagte er: „MÖGLICH…“',
  'Straße, Füße, Grüße – äöüß ÄÖÜ',
  'Año nuevo, ¿qué tal? ¡Olé! Niño Ñandú',
  'São Paulo, Brasília, IRMÔ, “MAÇÔ',
  'Nguyễn Văn Đức, ĐẠI HỌC QUỐC GIA HÀ NỘI',
  'Trần Thị Thanh Hà sinh năm 1990 tại Đà Nẵng',
  'Łódź Gdańsk Kraków, Çığ öğe şüphe, ÅÄÖ åäö ÆØÅ',
  'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ',
  '¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿',
  '£20 © 2024 ® ™ ½ ¼ ² ³ ° ± µ',
  'Москва — столица России, Санкт-Петербург',
  'Οὐρανός καὶ γῆ, Αθήνα 2004',
  'α β γ δ ε, Δx ≤ ε, ∀x∈ℝ: x² ≥ 0',
  '∑∫∂√∞≠≤≥αβγ x̄ ± σ/√n',
  'ǎ ě ǐ ǒ ǔ pīnyīn bā bá bǎ bà',
  'ɪpə ðə kæt, /ˈwɔːtə/',
  'ㄅ、ㄆ、ㄇ、ㄈ；ㄓㄨㄥ ㄨㄣˊ',
  '┌──┬──┐\n│甲│乙│\n├──┼──┤\n└──┴──┘',
  '①②③ ★☆ ℃ ㎡ Ⅲ ㊣ ㈱',
  'ありがとうございます。東京都は日本の首都です。',
  'カタカナ、ひらがな、漢字が交ざった文章です。',
  'アメリカ合衆国大統領の演説について',
  '한국어 문장입니다. 서울특별시',
  '😀😃🎉👨‍👩‍👧 讚啦！🇹🇼',
  '龘靐齉爩麤鱻，囍喆犇淼焱',
  '鰗鱙鯝鯽鮎鱸鮃，鸚鵡鸕鶿鷺鷥',
  '里戈·德熱努依裏（Charles Rigault de Genouilly）',
  '中文“引號”與—破折號…還有※註記',
  'שלום עולם، مرحبا بالعالم',
];

const FREQUENT = BIG5_FREQUENT | GB2312_FREQUENT | JIS_FREQUENT;

/** Texts of rare characters alone, as in lists of names, plants and fish: what a wrong decoder's work looks like most. */
export function rareTexts(next: () => number): string[] {
  const rare: string[] = [];
  for (const charset of ['big5', 'gbk'] as const) {
    eachPair(charset, 0x81, 0xf9, (code) => {
      if (code >= 0x4e00 && code <= 0x9fff && !(hanLevels()[code]! & FREQUENT))
        rare.push(String.fromCharCode(code));
    });
  }
  const one = () => rare[Math.floor(next() * rare.length)]!;
  return Array.from({ length: 200 }, (_, i) =>
    Array.from({ length: 3 + (i % 12) }, one).join(i % 3 === 0 ? '、' : ''),
  );
}
