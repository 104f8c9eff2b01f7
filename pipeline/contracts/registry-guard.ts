import { TouchstoneError } from './errors/error.ts';
import type { Alias, Verdict } from './names.ts';
import type { ModelDraft, ModelVersion } from './registry.ts';

/** Characters that a reason to go against the gate has at least: room for a reason, none for a dot. */
const REASON_LENGTH = 10;

/**
 * What the registry refuses to write: a version that its gate did not pass, unless somebody answers for it by name and
 * with a reason. Whoever calls the registry, the gate that was checked is the gate that publishes.
 * Errors: `MODEL_NOT_PASSED`; `RangeError` where the verdict is not that of the gate result and its rules.
 */
export function checkDraft({ name, verdict, gate, override }: ModelDraft): void {
  const open = gate.rules.some((rule) => rule.verdict !== 'PASS');
  if (verdict !== gate.verdict || (verdict === 'PASS' && open)) {
    throw new RangeError(`the verdict ${verdict} on ${name} is not that of its gate`);
  }
  if (verdict !== 'PASS' && !isAnsweredFor(override?.by, override?.reason)) throw notPassed(name, verdict);
}

/** What a gate found about an adapter, in which run, and when. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly run: string;
  readonly at: string;
}

/**
 * What may not be put to work: `production` moves to a version that did not pass, or whose adapter did not pass when it was
 * judged last, only by name and with a reason, be it forward or back. Other aliases serve nobody and move freely.
 * `newest` is what was found last about the version's adapter on its base. Errors: `MODEL_NOT_PASSED`,
 * `MODEL_FAILED_SINCE`.
 */
export function checkMove(
  { name, version, verdict }: Pick<ModelVersion, 'name' | 'version' | 'verdict'>,
  newest: Judgement | null,
  move: { readonly alias: Alias; readonly by: string; readonly reason: string | null },
): void {
  const found = newest?.verdict ?? verdict;
  if (move.alias !== 'production' || found === 'PASS' || isAnsweredFor(move.by, move.reason)) return;
  if (newest === null || verdict !== 'PASS') throw notPassed(`${name} v${version}`, found);
  const { run, at } = newest;
  throw new TouchstoneError('MODEL_FAILED_SINCE', {
    params: { name, version, verdict: found, run, at, length: REASON_LENGTH },
  });
}

function isAnsweredFor(by?: string, reason?: string | null): boolean {
  return Boolean(by?.trim()) && [...(reason ?? '').trim()].length >= REASON_LENGTH;
}

function notPassed(name: string, verdict: Verdict): TouchstoneError {
  return new TouchstoneError('MODEL_NOT_PASSED', { params: { name, verdict, length: REASON_LENGTH } });
}
