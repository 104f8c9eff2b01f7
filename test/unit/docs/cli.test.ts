import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from '../../../pipeline/cli/exit-status.ts';
import { PACKAGE_ROOT } from '../../../pipeline/config/package-root.ts';
import { ERRORS, type ErrorCode } from '../../../pipeline/contracts/errors/table.ts';

const page = (name: string) => join(PACKAGE_ROOT, 'docs', name);

/** The page of all codes, as the table of errors has them. */
function errorsPage(): string {
  const rows = (Object.keys(ERRORS) as ErrorCode[]).sort().map((code) => {
    const { exit, http, message } = ERRORS[code];
    const text = (one: string) => one.replaceAll('|', '\\|').replaceAll('\n', ' ');
    return `| \`${code}\` | ${exit} | ${http} | ${text(message.en)} | ${text(message['zh-TW'])} |`;
  });
  return `# Every error code

Made from the table of errors; \`TOUCHSTONE_WRITE_DOCS=1 npx mocha test/unit/docs/cli.test.ts\` writes it anew. The
[exit status](cli.md) is that of the command line; every error also says what to do. Codes keep their meaning.

| code | exit status | HTTP | message | 訊息 |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

describe('docs/cli.md and docs/errors.md', () => {
  it('list every exit status that there is', () => {
    const text = readFileSync(page('cli.md'), 'utf8');
    const block = /<!-- made from pipeline\/cli\/exit-status\.ts -->([\s\S]*?)<!-- end -->/.exec(text)![1]!;
    const listed = [...block.matchAll(/^\| (\d+) \|/gm)].map(([, status]) => Number(status));
    assert.deepEqual(
      listed,
      Object.values(EXIT).sort((a, b) => a - b),
    );
  });

  it('list every error code with its exit status', () => {
    const wanted = errorsPage();
    if (process.env.TOUCHSTONE_WRITE_DOCS) writeFileSync(page('errors.md'), wanted);
    const written = readFileSync(page('errors.md'), 'utf8');
    assert.ok(
      written === wanted,
      'TOUCHSTONE_WRITE_DOCS=1 npx mocha test/unit/docs/cli.test.ts writes it anew',
    );
  });

  it('name the options and settings that there are', () => {
    const text = readFileSync(page('cli.md'), 'utf8');
    for (const flag of ['--idempotency-key', '--again', '--detach', '--reconnect', '--cancel-on-interrupt']) {
      assert.ok(text.includes(`\`${flag}`), flag);
    }
  });
});
