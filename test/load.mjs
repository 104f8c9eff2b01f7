// What mocha is given by `npm test`: imports the test files that TOUCHSTONE_TESTS names, a file or a folder below test/,
// or several with `:` between. Mocha by itself would first try `require`, and when a file cannot be imported report how
// that failed instead of the fault.
import { pathToFileURL } from 'node:url';
import { testFiles } from './suites.mjs';

for (const place of (process.env.TOUCHSTONE_TESTS ?? 'unit').split(':')) {
  for (const file of testFiles(place)) await import(pathToFileURL(file).href);
}

/** What a program of tests has to end by itself when its last test is done. */
const SECONDS_TO_END = 60;

/** @param {string} when */
function endOpen(when) {
  process.stderr.write(`Open ${when}: ${process.getActiveResourcesInfo().join(', ')}\n`);
  // What was started is ended by listeners of `exit`.
  process.exit(1);
}

// Mocha waits for as long as anything is open; what was forgotten is a fault, and is named.
after(() => {
  setTimeout(endOpen, SECONDS_TO_END * 1000, `${SECONDS_TO_END} s after the last test`).unref();
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => endOpen('when it was ended'));
