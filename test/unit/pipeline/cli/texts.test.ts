import assert from 'node:assert/strict';
import { en, type TextKey } from '../../../../pipeline/cli/texts/en.ts';
import { zhTW } from '../../../../pipeline/cli/texts/zh-tw.ts';
import { RUN_STATUSES, STAGE_NAMES, STAGE_STATUSES, VERDICTS } from '../../../../pipeline/contracts/names.ts';

const keys = Object.keys(en) as TextKey[];
const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe('texts of the command line', () => {
  it('say the same things in both languages, with the same facts', () => {
    assert.deepEqual(Object.keys(zhTW), keys);
    for (const key of keys) assert.deepEqual(names(zhTW[key]), names(en[key]), key);
  });

  it('have a word for every stage, state and verdict', () => {
    for (const stage of STAGE_NAMES) assert.ok(`stage_${stage}` in en, stage);
    for (const status of [...RUN_STATUSES, ...STAGE_STATUSES]) assert.ok(`status_${status}` in en, status);
    for (const verdict of VERDICTS) assert.ok(`verdict_${verdict}` in en, verdict);
  });

  it('are written in the characters and words of Taiwan', () => {
    const simplified = /[们这个来时数据为样进对说应发设认读证实验过简没关开训练测试错误]/u;
    const mainland = /數據集|文件夾|默認|服務器|網絡|信息|內存|軟件|程序員|端口號|加載|配置文件/u;
    for (const key of keys) {
      assert.doesNotMatch(zhTW[key], simplified, key);
      assert.doesNotMatch(zhTW[key], mainland, key);
    }
  });
});
