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
  if (verdict !== 'PASS') demandReason(name, verdict, override?.by, override?.reason);
}

/**
 * What may not be put to work: `production` moves to a version that did not pass only by name and with a reason, be it
 * forward or back. Other aliases serve nobody and move freely. Error: `MODEL_NOT_PASSED`.
 */
export function checkMove(
  version: Pick<ModelVersion, 'name' | 'version' | 'verdict'>,
  move: { readonly alias: Alias; readonly by: string; readonly reason: string | null },
): void {
  if (move.alias !== 'production' || version.verdict === 'PASS') return;
  demandReason(`${version.name} v${version.version}`, version.verdict, move.by, move.reason);
}

function demandReason(name: string, verdict: Verdict, by?: string, reason?: string | null): void {
  if (by?.trim() && [...(reason ?? '').trim()].length >= REASON_LENGTH) return;
  throw new TouchstoneError('MODEL_NOT_PASSED', { params: { name, verdict, length: REASON_LENGTH } });
}
