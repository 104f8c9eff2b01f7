// What mocha is given by `npm test`: imports the test files that TOUCHSTONE_TESTS names, a file or a folder below test/,
// or several with `:` between. Mocha by itself would first try `require`, and when a file cannot be imported report how
// that failed instead of the fault.
import { pathToFileURL } from 'node:url';
import { testFiles } from './suites.mjs';

for (const place of (process.env.TOUCHSTONE_TESTS ?? 'unit').split(':')) {
  for (const file of testFiles(place)) await import(pathToFileURL(file).href);
}
