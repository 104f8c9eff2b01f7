import type { ChatReply, ChatRequest, TextModel } from '../../../pipeline/contracts/generation.ts';
import type { StageContext } from '../../../pipeline/contracts/stage.ts';

/** Raised when what is sent, or what of a reply is kept, changes. */
const ANSWER_VERSION = 1;

/** How a text model is asked, and where its replies are kept. */
export interface Asking {
  readonly textModel: TextModel;
  readonly remember: StageContext['remember'];
  readonly signal: AbortSignal;
  /** Where the endpoint is, for whoever keeps replies of several: those of another one are not taken for its own. */
  readonly address?: string;
  onReply?(done: number, total: number): void;
}

/** What is asked about, by which replies are kept. */
export type AskedFor = 'label' | 'written' | 'verdict';

/**
 * Asks all of them, as many at a time as the endpoint takes; the replies in the order of the requests. Each reply is
 * remembered as it arrives: whatever ends the work, it goes on where it stood.
 * Errors: the first of the text model, with which nobody waits any longer for the others; the signal's reason.
 */
export async function askAll(
  kind: AskedFor,
  requests: readonly ChatRequest[],
  asking: Asking,
): Promise<readonly ChatReply[]> {
  const replies: ChatReply[] = new Array(requests.length);
  const stop = new AbortController();
  const signal = AbortSignal.any([asking.signal, stop.signal]);
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < requests.length) {
      const at = next++;
      replies[at] = await remembered(kind, requests[at]!, asking, signal);
      done += 1;
      asking.onReply?.(done, requests.length);
    }
  };
  const { concurrency } = asking.textModel.endpoint!;
  const workers = Array.from({ length: concurrency }, () =>
    work().catch((error: unknown) => {
      stop.abort(error);
      throw error;
    }),
  );
  const ended = await Promise.allSettled(workers);
  if (ended.some(({ status }) => status === 'rejected')) {
    asking.signal.throwIfAborted();
    throw stop.signal.reason;
  }
  return replies;
}

async function remembered(
  kind: AskedFor,
  request: ChatRequest,
  { address, remember, textModel }: Asking,
  signal: AbortSignal,
): Promise<ChatReply> {
  const { extra } = textModel.endpoint!;
  const asked = {
    ...(address !== undefined && { address }),
    request,
    // What was asked without such fields stays known.
    ...(Object.keys(extra).length > 0 && { extra }),
  };
  const { summary } = await remember(kind, ANSWER_VERSION, asked, async () => ({
    outputs: {},
    summary: { reply: await textModel.ask(request, signal) },
  }));
  return summary.reply as ChatReply;
}
