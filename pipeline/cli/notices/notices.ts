import { noticePageSchema, noticeSchema, targetListSchema } from '../../contracts/api/notice.ts';
import type {
  DeliveryFault,
  DeliveryStatus,
  DeliveryView,
  NoticeView,
  TargetView,
} from '../../contracts/notices.ts';
import { type Cli, userName } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { printable } from '../terminal/printable.ts';
import { tableLines } from '../terminal/table.ts';

/** `touchstone notices list`: one line for each delivery, the newest notice first. */
export async function listNotices(
  cli: Cli,
  { limit, status }: { limit: number; status?: DeliveryStatus },
): Promise<number> {
  const client = await cli.client();
  const filter = status === undefined ? '' : `&status=${status}`;
  const items = await client.list(limit, (query) =>
    client.get(`/v1/notices${query}${filter}`, noticePageSchema),
  );
  cli.result({ items }, items.length === 0 ? [cli.say('nothing')] : noticeLines(cli, items));
  return EXIT.pass;
}

export async function showNotice(cli: Cli, id: string): Promise<number> {
  const client = await cli.client();
  const notice = await client.get(pathOf(id), noticeSchema);
  cli.result(notice, noticeLines(cli, [notice]));
  return EXIT.pass;
}

/** `touchstone notices replay`: sends it again; a receiver that knows its id may take no notice of it. */
export async function replayNotice(cli: Cli, id: string, options: { target?: string }): Promise<number> {
  const client = await cli.client();
  const notice = await client.post(`${pathOf(id)}/replay`, options, noticeSchema);
  const targets = notice.deliveries.filter(({ status }) => status === 'pending').map(({ target }) => target);
  cli.result(notice, [cli.say('noticeReplayed', { id, targets: targets.join(', ') })]);
  return EXIT.pass;
}

/** `touchstone notices targets`: those of the service's settings, and how each stands. */
export async function listTargets(cli: Cli): Promise<number> {
  const { items } = await (await cli.client()).get('/v1/notice-targets', targetListSchema);
  cli.result({ items }, items.length === 0 ? [cli.say('noticesNone')] : targetLines(cli, items));
  return EXIT.pass;
}

/** `touchstone notices test`: sends one now. Ends with 4 where it does not arrive. */
export async function testTarget(cli: Cli, target: string, options: { by?: string }): Promise<number> {
  const client = await cli.client();
  const body = { by: options.by ?? userName() ?? 'cli' };
  const path = `/v1/notice-targets/${encodeURIComponent(target)}/test`;
  const notice = await client.post(path, body, noticeSchema, { timeoutMs: LONGEST_TEST_MS });
  cli.result(notice, [cli.say('noticeTested', { target })]);
  return EXIT.pass;
}

/** A target may be given a minute. */
const LONGEST_TEST_MS = 90_000;

function noticeLines(cli: Cli, items: readonly NoticeView[]): string[] {
  const { say } = cli;
  return tableLines(
    [
      { title: say('head_id') },
      { title: say('head_created') },
      { title: say('head_notice') },
      { title: say('head_name') },
      { title: say('head_target') },
      { title: say('head_delivery') },
      { title: say('head_attempts'), align: 'right' },
      { title: say('head_remark') },
    ],
    items.flatMap((notice) => notice.deliveries.map((one) => row(cli, notice, one))),
  );
}

function row({ say }: Cli, { id, at, type, name }: NoticeView, delivery: DeliveryView): string[] {
  const { target, status, attempts, nextAt, fault } = delivery;
  const next = nextAt === null ? [] : [say('noticeNext', { at: nextAt })];
  const remark = [...(fault === null ? [] : [faultText(say, fault)]), ...next].join(' ');
  return [
    id,
    at,
    say(`notice_${type}`),
    printable(name),
    target,
    say(`delivery_${status}`),
    String(attempts),
    remark,
  ];
}

function targetLines({ say }: Cli, items: readonly TargetView[]): string[] {
  return tableLines(
    [
      { title: say('head_target') },
      { title: say('head_kind') },
      { title: say('head_host') },
      { title: say('head_language') },
      { title: say('head_topics') },
      { title: say('head_names') },
      { title: say('head_state') },
    ],
    items.map((one) => [
      one.name,
      one.kind,
      printable(one.host),
      one.language,
      one.topics.join(','),
      one.names?.join(',') ?? say('allNames'),
      stateOf(say, one),
    ]),
  );
}

function stateOf(say: Cli['say'], { offSince, failingSince, fault }: TargetView): string {
  const why = fault === null ? '' : ` ${faultText(say, fault)}`;
  if (offSince !== null) return say('targetOff', { at: offSince }) + why;
  return failingSince === null ? say('targetOn') : say('targetFails', { at: failingSince }) + why;
}

function faultText(say: Cli['say'], { code, detail }: DeliveryFault): string {
  const text = say(`fault_${code}`);
  return detail === '' ? text : `${text} (${printable(detail)})`;
}

function pathOf(id: string): string {
  return `/v1/notices/${encodeURIComponent(id)}`;
}
