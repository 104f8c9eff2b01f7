import { settingOrigins } from '../../config/layers.ts';
import { readSettings, type Settings } from '../../config/settings.ts';
import type { Cli } from '../context.ts';
import type { Finding } from '../doctor/check.ts';
import { findingsOf } from '../doctor/checks.ts';
import { EXIT } from '../exit-status.ts';
import { printable } from '../terminal/printable.ts';
import { tableLines } from '../terminal/table.ts';

const MARKS = { ok: '✓', warn: '!', fail: '✗' } as const;

/** `touchstone doctor`: looks at each thing by itself, and tells where each setting comes from. */
export async function doctor(cli: Cli): Promise<number> {
  const findings = await findingsOf({ cli, settings: settingsOf(cli) });
  const settings = settingOrigins(cli.layers);
  const path = cli.layers.file?.path ?? null;
  const rows = settings.map(({ name, value, from }) => [name, cli.say(`origin_${from}`), printable(value)]);
  cli.result({ checks: findings, settings, settings_file: path }, [
    ...findings.flatMap(findingLines),
    '',
    ...(path === null ? [] : [cli.say('settingsFrom', { file: printable(path) }), '']),
    ...tableLines(
      (['head_setting', 'head_origin', 'head_value'] as const).map((key) => ({ title: cli.say(key) })),
      rows,
    ),
  ]);
  return findings.some((one) => one.status === 'fail') ? EXIT.service : EXIT.pass;
}

/** null where they are not valid, which a check of its own tells. */
function settingsOf(cli: Cli): Settings | null {
  if (cli.fault !== null) return null;
  try {
    return readSettings(cli.environment);
  } catch {
    return null;
  }
}

function findingLines({ name, status, detail, advice }: Finding): string[] {
  const line = `${MARKS[status]} ${name}: ${printable(detail)}`;
  return advice === '' ? [line] : [line, `    → ${advice}`];
}
