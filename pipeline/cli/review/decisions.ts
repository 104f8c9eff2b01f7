import { decisionPageSchema, decisionSchema } from '../../contracts/api/decision.ts';
import type { DatasetDecision, DecisionAction } from '../../contracts/decisions.ts';
import type { RefineRule } from '../../contracts/quality.ts';
import { RULES } from '../../contracts/quality-rules.ts';
import type { DecisionView } from '../../contracts/views.ts';
import { type Cli, userName } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { printable } from '../terminal/printable.ts';
import { tableLines } from '../terminal/table.ts';

/** Digits of a content digest that a person is shown. */
const SHOWN_DIGITS = 12;

export interface DecideOptions {
  readonly action: DecisionAction;
  readonly run?: string;
  readonly record?: string;
  readonly content?: string;
  readonly rule?: RefineRule;
  readonly label?: string;
  readonly by?: string;
  readonly reason: string;
}

/** `touchstone dataset decide`: about one record, or one rule. */
export async function decide(cli: Cli, name: string, options: DecideOptions): Promise<number> {
  const client = await cli.client();
  const body = { ...options, by: options.by ?? userName() ?? 'cli' };
  const decision = await client.post(pathOf(name), body, decisionSchema);
  cli.result(decision, [cli.say('decided', { id: decision.id, name })]);
  return EXIT.pass;
}

export async function listDecisions(
  cli: Cli,
  name: string,
  options: { all?: boolean; limit: number },
): Promise<number> {
  const client = await cli.client();
  const items = await client.list(options.limit, (query) =>
    client.get(`${pathOf(name)}${query}${options.all === true ? '&all=true' : ''}`, decisionPageSchema),
  );
  cli.result({ items }, items.length === 0 ? [cli.say('nothing')] : decisionLines(cli, items));
  return EXIT.pass;
}

/** What is in force for a dataset, as a run takes it. Error: `DATASET_NOT_FOUND`. */
export async function decisionsInForce(cli: Cli, name: string): Promise<DatasetDecision[]> {
  const client = await cli.client();
  const items = await client.list(Number.POSITIVE_INFINITY, (query) =>
    client.get(`${pathOf(name)}${query}`, decisionPageSchema),
  );
  return items.map(({ content, rule, action, label, by, reason }) => ({
    ...{ content, rule, action, label, by, reason },
  }));
}

export async function withdraw(
  cli: Cli,
  name: string,
  id: string,
  options: { by?: string; reason: string },
): Promise<number> {
  const client = await cli.client();
  const body = { by: options.by ?? userName() ?? 'cli', reason: options.reason };
  const decision = await client.post(
    `${pathOf(name)}/${encodeURIComponent(id)}/withdraw`,
    body,
    decisionSchema,
  );
  cli.result(decision, [cli.say('withdrawn', { id: decision.id, name })]);
  return EXIT.pass;
}

function pathOf(name: string): string {
  return `/v1/datasets/${encodeURIComponent(name)}/decisions`;
}

function decisionLines({ say, language }: Cli, items: readonly DecisionView[]): string[] {
  const rows = items.map((one) => [
    one.id,
    one.rule === null
      ? `${one.content?.slice(0, SHOWN_DIGITS)}… ${printable(one.record ?? '')}`.trimEnd()
      : RULES[one.rule].title[language],
    say(`decision_${one.action}`, { label: printable(one.label ?? '') }),
    printable(one.by),
    printable(one.reason),
    one.withdrawn === null ? '' : printable(`${one.withdrawn.by}: ${one.withdrawn.reason}`),
  ]);
  const heads = [
    'head_id',
    'head_about',
    'head_decision',
    'head_by',
    'head_reason',
    'head_withdrawn',
  ] as const;
  return tableLines(
    heads.map((head) => ({ title: say(head) })),
    rows,
  );
}
