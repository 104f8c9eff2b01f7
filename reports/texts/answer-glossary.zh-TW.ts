import type { answerGlossaryEn } from './answer-glossary.en.ts';

export const answerGlossaryZhTW: typeof answerGlossaryEn = {
  precision: { term: '精確率', meaning: '模型給出的項目裡，真的正確的比例。偏低，表示常多給或給錯。' },
  recall: { term: '召回率', meaning: '應該給出的項目裡，模型有給出來的比例。偏低，表示常遺漏。' },
  f1: {
    term: 'F1',
    meaning: '精確率與召回率的調和平均；兩者都高，F1 才會高。問答的 F1 看答案與標準答案有多少字相同。',
  },
  exactMatch: { term: '完全相符', meaning: '答案與標準答案一模一樣（不計標點與大小寫）才算。' },
  macro: {
    term: '平均方式',
    meaning:
      '「各類平均」先逐項計算再平均，每一項同樣重要；「全部項目」把所有項目合在一起算，常見的影響較大。',
  },
  overlap: {
    term: '部分重疊',
    meaning: '找到的文字與標準答案有重疊、類型也對，就算找到；用來看出是找錯地方，還是只差在起訖。',
  },
  json: { term: 'JSON', meaning: '一種固定的寫法，讓程式能逐欄讀取答案；格式錯了，程式就讀不到任何欄位。' },
  chrf: {
    term: 'chrF++',
    meaning: '以共有的字串與詞衡量兩段文字有多像，100% 為相同；衡量相似，不衡量對錯。',
  },
  rouge: { term: 'ROUGE', meaning: '標準答案與答案共有的字（英文為詞）：單字、連續兩字、最長的相同順序。' },
  unreadable: {
    term: '無法判讀',
    meaning: '答案不合任務的格式，例如應為 JSON 卻不是；在每一項數字裡都計為答錯。',
  },
};
