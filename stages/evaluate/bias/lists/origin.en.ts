import { bothWays, type SwapList } from './swap-list.ts';

/** Nationalities in English, version 1. */
export const originEn: SwapList = {
  script: 'latin',
  pairs: new Map(
    bothWays([
      ['American', 'Vietnamese'],
      ['British', 'Nigerian'],
      ['German', 'Indonesian'],
      ['French', 'Filipino'],
      ['Canadian', 'Mexican'],
      ['Japanese', 'Thai'],
      ['Australian', 'Pakistani'],
      ['Dutch', 'Indian'],
      ['Swedish', 'Somali'],
      ['European', 'African'],
    ]),
  ),
  keep: [
    'American Express',
    'British Airways',
    'German shepherd',
    'French fries',
    'French toast',
    'Indian Ocean',
    'Dutch auction',
  ],
};
