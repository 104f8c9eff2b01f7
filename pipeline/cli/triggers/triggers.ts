import { triggerPageSchema, triggerSchema } from '../../contracts/api/trigger.ts';
import { sourceOf } from '../../contracts/trigger-texts.ts';
import type { TriggerCause, TriggerData, TriggerOutcome, TriggerView } from '../../contracts/triggers.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { moment, zoneHere } from '../terminal/moment.ts';
import { printable } from '../terminal/printable.ts';
import { problemLines } from '../terminal/problem-lines.ts';
import { tableLines } from '../terminal/table.ts';

/** Digits of a digest that a person is shown. */
const SHOWN_DIGITS = 12;

/** `touchstone triggers list`: what was to start runs, and what became of it. */
export async function listTriggers(
  cli: Cli,
  options: { limit: number; name?: string; run?: string; outcome?: TriggerOutcome },
): Promise<number> {
  const { say } = cli;
  const { limit, ...filter } = options;
  const client = await cli.client();
  const items = await client.list(limit, (query) =>
    client.get(`/v1/triggers${query}&${new URLSearchParams(filter)}`.replace(/&$/, ''), triggerPageSchema),
  );
  const rows = items.map((one) => [
    one.id,
    moment(one.at, zoneHere()),
    one.name,
    say(`trigger_${one.kind}`),
    one.by === null ? '' : printable(one.by),
    say(`outcome_${one.outcome}`),
    one.run ?? (one.error === null ? '' : printable(`${one.error.code}: ${one.error.detail}`)),
  ]);
  const heads = ['id', 'at', 'name', 'kind', 'by', 'outcome', 'run'] as const;
  const columns = heads.map((head) => ({ title: say(`head_${head}`) }));
  cli.result({ items }, rows.length === 0 ? [say('nothing')] : tableLines(columns, rows));
  return EXIT.pass;
}

/** `touchstone triggers show`: one of them, with why. */
export async function showTrigger(cli: Cli, id: string): Promise<number> {
  const client = await cli.client();
  const trigger = await client.get(`/v1/triggers/${encodeURIComponent(id)}`, triggerSchema);
  cli.result(trigger, triggerLines(cli, trigger));
  return EXIT.pass;
}

function triggerLines(cli: Cli, trigger: TriggerView): string[] {
  const { say } = cli;
  const { id, name, at, outcome, data, test, specDigest, run, error } = trigger;
  const dataOf = (one: TriggerData | null) =>
    one === null ? '' : `${one.dataset} ${one.version} (${one.digest.slice(0, SHOWN_DIGITS)}…)`;
  const facts: [string, string][] = [
    [say('head_id'), id],
    [say('head_name'), name],
    [say('head_at'), `${moment(at, zoneHere())} (${zoneHere()})`],
    [say('head_source'), source(cli, trigger)],
    [say('head_reason'), trigger.reason ?? ''],
    [say('head_link'), trigger.link ?? ''],
    [say('head_data'), dataOf(data)],
    [say('head_test'), dataOf(test)],
    [say('head_spec'), specDigest === null ? '' : `${specDigest.slice(0, SHOWN_DIGITS)}…`],
    [say('head_outcome'), say(`outcome_${outcome}`)],
    [say('head_run'), run ?? ''],
  ];
  return [
    ...facts.flatMap(([title, value]) => (value === '' ? [] : [`${title}: ${printable(value)}`])),
    ...(error === null ? [] : problemLines(error, say)),
  ];
}

/** What pulled a trigger, in one phrase. */
export function source({ language }: Cli, cause: TriggerCause): string {
  const zone = zoneHere();
  return printable(sourceOf(cause, (instant) => `${moment(instant, zone)} ${zone}`)[language]);
}
