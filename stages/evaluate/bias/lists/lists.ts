import type { SwapKind } from '../../../../pipeline/contracts/bias.ts';
import { genderEn } from './gender.en.ts';
import { genderZhTW } from './gender.zh-TW.ts';
import { namesEn } from './names.en.ts';
import { namesZhTW } from './names.zh-TW.ts';
import { originEn } from './origin.en.ts';
import { originZhTW } from './origin.zh-TW.ts';
import type { SwapList } from './swap-list.ts';

/** Every list: texts may hold both languages, so both are looked for. */
export const SWAP_LISTS: Readonly<Record<SwapKind, readonly SwapList[]>> = {
  gender: [genderZhTW, genderEn],
  name: [namesZhTW, namesEn],
  origin: [originZhTW, originEn],
};
