import { appendFileSync } from 'node:fs';
import type { Context } from 'mocha';

/**
 * Skips the test or suite at hand for want of something on this machine, and says so where the test runner lists it:
 * as a JSON line `{what, install}` in the file that TOUCHSTONE_NOT_EXERCISED names. Call it in a hook or a test with
 * that function's `this`; it does not return.
 */
export function notExercised(context: Context, what: string, install: string): never {
  const list = process.env.TOUCHSTONE_NOT_EXERCISED;
  if (list !== undefined && list !== '') appendFileSync(list, `${JSON.stringify({ what, install })}\n`);
  context.skip();
}
