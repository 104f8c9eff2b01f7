// What mocha is given by `npm test`: imports every test file below test/$TOUCHSTONE_TESTS. Mocha by itself would first
// try `require`, and when a file cannot be imported report how that failed instead of the fault.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = join(import.meta.dirname, process.env.TOUCHSTONE_TESTS ?? 'unit');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.test.ts'),
);
for (const file of files.sort()) await import(pathToFileURL(join(folder, file)).href);
