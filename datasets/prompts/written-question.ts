import type { ChatRequest } from '../../pipeline/contracts/generation.ts';
import type { Message, PromptTemplate } from '../../pipeline/contracts/record.ts';
import { MaskedTexts } from './masked-texts.ts';

/** Tokens of an answer, at most: room for a model that thinks aloud, or for the longest answers that we have written. */
const MOST_TOKENS = 1024;

/** What models that think write before they answer, where the engine leaves it in. */
const THOUGHTS = /^\s*<think>[\s\S]*?(?:<\/think>|$)\s*/;

/** A record as it may be asked about, and the way back from the answer. */
export interface WrittenQuestion {
  readonly request: ChatRequest;
  /** Pieces of personal data that were masked. */
  readonly masked: number;
  /** The answer with personal data back in place. */
  read(answer: string): string;
}

/**
 * Asks for a written answer by the task's own prompt, as the trainer asks the models that it runs. Where the endpoint is not
 * inside, personal data is masked before it leaves.
 * @param turns up to where the answer begins, with a user turn among them
 */
export function writtenQuestion(
  turns: readonly Message[],
  prompt: Pick<PromptTemplate, 'system' | 'user'>,
  { model, inside }: { readonly model: string; readonly inside: boolean },
): WrittenQuestion {
  const asked = promptedTurns(turns, prompt);
  const texts = new MaskedTexts(
    asked.map(({ content }) => content),
    inside,
  );
  const messages = asked.map(({ role, content }) => ({ role, content: texts.shown(content) }));
  return {
    request: { model, messages, schema: null, temperature: 0, seed: 0, maxTokens: MOST_TOKENS },
    masked: texts.masked,
    read: (answer) => texts.restored(answer.replace(THOUGHTS, '')),
  };
}

/**
 * A conversation as a model is to see it: the last user turn put into the prompt, the prompt's system text before the
 * record's own, system turns as one and first. The same as the trainer's `apply_prompt`.
 */
export function promptedTurns(
  turns: readonly Message[],
  { system, user }: Pick<PromptTemplate, 'system' | 'user'>,
): readonly Message[] {
  const last = turns.findLastIndex(({ role }) => role === 'user');
  const put = turns.map((turn, at) =>
    at === last ? { ...turn, content: user.replaceAll('{input}', () => turn.content) } : turn,
  );
  const isSystem = ({ role }: Message): boolean => role === 'system';
  const systems = [...(system ? [system] : []), ...put.filter(isSystem).map(({ content }) => content)];
  const rest = put.filter((turn) => !isSystem(turn));
  return systems.length === 0 ? rest : [{ role: 'system', content: systems.join('\n\n') }, ...rest];
}
