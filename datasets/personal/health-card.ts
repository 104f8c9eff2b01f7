import { digitRuns } from './digit-runs.ts';
import { namedBy } from './labels.ts';
import { bareIdentity, type PersonalRule } from './rule.ts';

/** The twelve-digit number of a National Health Insurance card, where it is named. */
export const healthCard: PersonalRule = {
  title: { en: 'Health insurance card number', 'zh-TW': '健保卡號' },
  placeholder: '健保卡',
  possible: ({ longestNumber }) => longestNumber >= 12,
  find: ({ text }) => digitRuns(text, 12, 12).filter(({ start }) => namedBy(text, start)?.label === 'health'),
  identity: bareIdentity,
};
