/** What a report says of how often its test set was used before. */
export interface LookTexts {
  /** A plain fact, where it was used before. */
  times(number: string): string;
  /** Where it was used so often that choosing may flatter: heading, and what follows. */
  readonly title: string;
  warning(number: string, flattery: string, metric: string): string;
  /** The figure that choosing flatters where answers are labels. */
  readonly accuracy: string;
}

export const looksEn: LookTexts = {
  times: (number) => `This is model number ${number} that was judged by these test records.`,
  title: 'This test set has been used often',
  accuracy: 'accuracy',
  warning: (number, flattery, metric) =>
    `This is model number ${number} that was judged by these test records. Whoever keeps the best of ${number} equally good models sees ${metric} up to ${flattery} points too high, by chance alone: as much as the margin of error, or more. Put fresh records aside for the decision that counts, and keep these for daily comparison.`,
};

export const looksZhTW: LookTexts = {
  times: (number) => `這是第 ${number} 個以這批測試記錄評估的模型。`,
  title: '這批測試記錄已使用多次',
  accuracy: '正確率',
  warning: (number, flattery, metric) =>
    `這是第 ${number} 個以這批測試記錄評估的模型。從 ${number} 個同樣好的模型中挑最好的一個，光憑巧合，${metric}看起來就可能高出 ${flattery} 個百分點，已不小於誤差範圍。請另外保留一批新記錄，供真正要作決定時使用；這批記錄留作日常比較。`,
};
