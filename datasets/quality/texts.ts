import type { DatasetRecord, Message } from '../../pipeline/contracts/record.ts';

/** An instruction is set apart from its input by a blank line. */
const GAP = '\n\n';

/**
 * The texts of a record that rules look into one by one: of each turn what stands before and what stands after its first
 * blank line, so that an instruction does not water down what is said of its input. A label is no text: it has to stay
 * equal to those of other files, and the answer of a labelled record is its label.
 */
export function textsOf(record: DatasetRecord): readonly string[] {
  // One rule after the other asks for those of the same record.
  if (last.messages !== record.messages || last.label !== record.label) {
    const { messages, label } = record;
    last = { messages, label, texts: textsIn(readable(record)) };
  }
  return last.texts;
}

let last: Pick<DatasetRecord, 'messages' | 'label'> & { readonly texts: readonly string[] } = {
  messages: [],
  label: null,
  texts: [],
};

function textsIn(turns: readonly Message[]): string[] {
  const texts: string[] = [];
  for (const { content } of turns) {
    if (content.includes(GAP)) texts.push(...parts(content));
    else texts.push(content);
  }
  return texts;
}

/** The record with each of these texts changed; the same record where no text is. */
export function withTexts(record: DatasetRecord, change: (text: string) => string): DatasetRecord {
  const turns = readable(record);
  let changed = false;
  const messages = record.messages.map((message, n) => {
    if (n >= turns.length) return message;
    const content = parts(message.content).map(change).join('');
    if (content === message.content) return message;
    changed = true;
    return { ...message, content };
  });
  return changed ? { ...record, messages } : record;
}

function readable({ messages, label }: DatasetRecord): readonly Message[] {
  return label !== null && messages.at(-1)?.role === 'assistant' ? messages.slice(0, -1) : messages;
}

/** Together they are the text again. */
function parts(text: string): string[] {
  const gap = text.indexOf(GAP);
  return gap <= 0 ? [text] : [text.slice(0, gap + GAP.length), text.slice(gap + GAP.length)];
}
