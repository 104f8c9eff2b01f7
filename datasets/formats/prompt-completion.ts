import type { Row } from '../containers/container.ts';
import type { FaultList } from '../faults.ts';
import type { FieldReader } from './field-reader.ts';
import type { Format, FormatReader, FormatRecord, PlainPlan } from './format.ts';
import { Pairs, recordOf } from './pairs.ts';

const KEYS: ReadonlySet<string> = new Set(['prompt', 'completion']);

/** A prompt and what is to follow it: two texts, or two lists of messages (TRL's conversational form). */
export const promptCompletion: Format = {
  keys: KEYS,
  required: [['prompt'], ['completion']],
  question: 'prompt',
  answer: 'completion',
  recognises: (keys) => keys.has('prompt') || keys.has('completion'),
  open: (fields, faults) => new PromptCompletionReader(fields, faults),
};

const PLAIN: PlainPlan = {
  turns: [
    { role: 'user', fields: ['prompt'] },
    { role: 'assistant', fields: ['completion'] },
  ],
  label: 'completion',
  labelBytes: Number.POSITIVE_INFINITY,
  instructed: true,
  mayBeEmpty: [],
  unbroken: [],
  noList: ['prompt'],
};

class PromptCompletionReader implements FormatReader {
  readonly keys = KEYS;
  readonly #pairs: Pairs;

  constructor(fields: FieldReader, faults: FaultList) {
    this.#pairs = new Pairs(fields, faults);
  }

  plain(keys: ReadonlySet<string>): PlainPlan | null {
    return keys.has('prompt') && keys.has('completion') ? PLAIN : null;
  }

  read({ prompt, completion }: Row, line: number): FormatRecord | null {
    const pair = this.#pairs.read([prompt, 'prompt'], [completion, 'completion'], line);
    return pair && recordOf(pair);
  }
}
