import { settingOrigins } from '../../config/settings.ts';
import { problemOf, TouchstoneError } from '../../contracts/errors/error.ts';
import type { Cli } from '../context.ts';
import { amiss, type Finding, ok, type Subject } from '../doctor/check.ts';
import { checkMachine } from '../doctor/machine.ts';
import { checkNotices } from '../doctor/notices.ts';
import { checkService } from '../doctor/service.ts';
import { checkTrainer } from '../doctor/trainer.ts';
import { EXIT } from '../exit-status.ts';
import { printable } from '../terminal/printable.ts';
import { tableLines } from '../terminal/table.ts';

const MARKS = { ok: '✓', warn: '!', fail: '✗' } as const;

/** `touchstone doctor`: looks at each thing by itself, so that one that fails hides no other. */
export async function doctor(cli: Cli): Promise<number> {
  const { subject, finding } = readSettingsOf(cli);
  const findings = [
    finding,
    ...(await checkMachine(subject)),
    ...(await checkTrainer(subject)),
    ...(await checkService(subject)),
    ...(await checkNotices(subject)),
  ];
  const settings = settingOrigins(cli.environment);
  const rows = settings.map(({ name, value, from }) => [
    name,
    from === 'environment' ? cli.say('settingEnvironment') : cli.say('settingDefault'),
    printable(value),
  ]);
  cli.result({ checks: findings, settings }, [
    ...findings.flatMap(findingLines),
    '',
    ...tableLines(
      (['head_setting', 'head_origin', 'head_value'] as const).map((key) => ({ title: cli.say(key) })),
      rows,
    ),
  ]);
  return findings.some((one) => one.status === 'fail') ? EXIT.service : EXIT.pass;
}

function readSettingsOf(cli: Cli): { subject: Subject; finding: Finding } {
  const name = cli.say('check_settings');
  try {
    const settings = cli.settings();
    return { subject: { cli, settings }, finding: ok(name, settings.home) };
  } catch (error) {
    const subject = { cli, settings: null };
    const { detail } = problemOf(TouchstoneError.from(error), cli.language);
    return { subject, finding: amiss(subject, 'fail', name, detail, 'advice_settings') };
  }
}

function findingLines({ name, status, detail, advice }: Finding): string[] {
  const line = `${MARKS[status]} ${name}: ${printable(detail)}`;
  return advice === '' ? [line] : [line, `    → ${advice}`];
}
