import type { Localized } from './names.ts';

/**
 * What the tuned model is held against beside its base and the version in production, on the same records: the base with
 * examples in its prompt, a model behind the endpoint of the service's settings, a linear classifier on what the untrained base makes of the
 * text, one on character grams (both learnt from the same training records; the second is the floor, and where
 * a text may have several labels one for each), always answering the most frequent class, looking up the terms that training
 * marked (the floor of an extraction), and filling in each field's most frequent value (that of structured fields).
 */
export const PEER_IDS = [
  'few_shot',
  'endpoint',
  'frozen',
  'linear',
  'majority',
  'dictionary',
  'usual_values',
] as const;
export type PeerId = (typeof PEER_IDS)[number];

/** A peer that was not asked, and why. */
export interface PeerLeftOut {
  readonly id: PeerId;
  readonly reason: Localized;
}
