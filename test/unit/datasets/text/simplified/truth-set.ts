import { Converter } from 'opencc-js';
import { random } from '../../reading.ts';
import { article, PETITIONS } from '../corpus.ts';
import type { TruthSet } from '../truth.ts';

const toSimplified: (text: string) => string = Converter({ from: 'tw', to: 'cn' });

export const WRITTEN = [
  '请问办理护照需要什么材料？',
  '我们公司的服务器昨天出现故障，网络无法连接。',
  '根据国务院有关规定执行。',
  '这个软件的界面设计得很简洁，用户可以快速上手。',
  '买卖双方应当按照合同约定履行义务。',
  '他从来没有见过这样的风景。',
  '发票已经开好，请查收附件。',
  '医生说这种药一天吃两次。',
  '会议推迟到下周三上午九点举行。',
  '该项目由财政局负责监督检查，经费纳入年度预算。',
  '孩子们在操场上踢足球。',
  '图书馆周一闭馆，周二至周日开放。',
];

export const SHARED = [
  '皇后與太后同往后里，里長于先生在台北車站前面迎接。',
  '于右任先生的書法，范仲淹的文章，岳飛的詞。',
  '本村（里）辦公處距離車站三公里，里民可搭公車前往。',
  '余光中的散文與沈從文的小說都只有一本在架上。',
  '千里之行，始于足下；谷中有松，松下有只鶴。',
  '他把面紙、面具和面包（麵包的誤寫）放在台子上。',
  '雇主應與受雇人并案申報，不得推托。',
  '干涉、若干、干擾、天干地支，均不作乾。',
  '萬丈高樓平地起，一斗米，北斗七星，斗六市。',
  '曲曲折折的荷塘上面，彌望的是田田的葉子。',
  '丑時三刻，生旦淨末丑一齊登台。',
  '占用道路者，得逕行舉發；占有人亦同。',
];

export const JAPANESE = [
  '東京都は日本の首都であり、人口が最も多い。',
  'この会社の国内売上高は昨年より増えました。',
  '学校で医学を学び、病院で働いています。',
  '図書館は月曜日が休館です。点字の本もあります。',
  '国土交通省関東地方整備局',
  '国立国会図書館関西館',
  '東京大学医学部附属病院',
  '会計検査院事務総局',
  '駅前の駐車場は満車だったので、来た道を戻った。',
  '独立行政法人国際協力機構',
];

const QUOTED = ['软件', '国务院', '发展', '龙头', '办公厅', '习近平', '网络'];

function mixed(text: string, share: number, next: () => number): string {
  return [...text].map((character) => (next() < share ? toSimplified(character) : character)).join('');
}

/** Simplified Chinese, against Traditional, shared characters, Japanese and single quoted words. */
export function simplifiedTruth(): TruthSet {
  const next = random(11);
  const converted = PETITIONS.filter((_, i) => i % 8 === 0)
    .map((text, i) => {
      const length = i % 3 === 0 ? 8 + Math.floor(next() * 12) : text.length;
      return [text.slice(0, length), toSimplified(text.slice(0, length))] as const;
    })
    // Where nearly all characters are shared nobody can tell.
    .filter(
      ([before, after]) =>
        before.length >= 8 && [...before].filter((c, i) => c !== [...after][i]).length >= 2,
    )
    .map(([, after]) => after);
  const half = PETITIONS.filter((text, i) => i % 16 === 3 && text.length >= 30).map((text) =>
    mixed(text, 0.5, next),
  );
  const appended = Array.from({ length: 12 }, (_, i) => article(i) + WRITTEN[i]!);
  const quoting = Array.from(
    { length: 120 },
    (_, i) => `${article(i, 2)}${article(i + 1, 1)}（按：對岸文件作「${QUOTED[i % QUOTED.length]}」。）`,
  );
  return {
    positives: [...WRITTEN, ...converted, ...half, ...appended],
    nearMisses: [...PETITIONS, ...SHARED, ...JAPANESE, ...quoting],
  };
}
