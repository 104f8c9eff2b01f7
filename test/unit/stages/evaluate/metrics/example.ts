import { type Confusion, countPairs } from '../../../../../stages/evaluate/metrics/confusion.ts';

/**
 * Seven records, four classes: a→a 3, a→b 1, b→b 2, b→c 1. Class c is only answered, d occurs nowhere.
 * support 4 3 0 0, predicted 3 3 1 0, hits 3 2 0 0.
 */
export const example: Confusion = countPairs(4, [0, 0, 0, 0, 1, 1, 1], [0, 0, 0, 1, 1, 1, 2]);

/** No records. */
export const nothing: Confusion = countPairs(2, [], []);

/** Two records of class a, both answered a. */
export const oneClass: Confusion = countPairs(2, [0, 0], [0, 0]);
