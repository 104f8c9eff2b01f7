import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** Everything that a result depends on. Two computations with equal parts have equal results. */
export interface KeyParts {
  readonly stage: string;
  readonly version: number;
  readonly config: unknown;
  /** Input name → digest, null for an input that is absent. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** The stage key: sha256 of the parts' canonical JSON, lower-case hex. */
export function stageKey(parts: KeyParts): string {
  return createHash('sha256')
    .update(canonicalJson({ format: 1, ...parts }))
    .digest('hex');
}
