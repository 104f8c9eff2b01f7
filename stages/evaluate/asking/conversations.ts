import { readRecords } from '../../../datasets/arrow/read.ts';
import type { ArtifactStore, BlobRef } from '../../../pipeline/contracts/artifact.ts';
import type { Message } from '../../../pipeline/contracts/record.ts';

/** What each test record asks: its turns up to where the answer begins; in file order. */
export async function readConversations(
  artifacts: ArtifactStore,
  test: BlobRef,
): Promise<(readonly Message[])[]> {
  const conversations: (readonly Message[])[] = [];
  for await (const group of readRecords(await artifacts.openStream(test.digest))) {
    for (const { messages } of group) conversations.push(untilAnswer(messages));
  }
  return conversations;
}

/** The turns of a record without its answer. */
export function untilAnswer(messages: readonly Message[]): readonly Message[] {
  return messages.at(-1)?.role === 'assistant' ? messages.slice(0, -1) : messages;
}

/** A conversation as one text: its only turn, or each turn with its role. */
export function conversationText(turns: readonly Message[]): string {
  const [only] = turns;
  return turns.length === 1 && only
    ? only.content
    : turns.map(({ role, content }) => `${role}: ${content}`).join('\n\n');
}
