import type { PromptTemplate } from '../../pipeline/contracts/record.ts';

/** The record's own instruction, nothing added. */
export const PASSTHROUGH: PromptTemplate = { id: 'passthrough.v1', system: null, user: '{input}' };
