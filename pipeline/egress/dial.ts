import { connect } from 'node:net';
import { NoReply } from './no-reply.ts';

/** Opens a connection to an address that has been checked, and closes it again. Errors: `NoReply`; the signal's reason. */
export function dial(
  address: string,
  port: number,
  { signal, timeoutSeconds }: { readonly signal: AbortSignal; readonly timeoutSeconds: number },
): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, timeout: timeoutSeconds * 1000, signal });
    const end = (result: () => void): void => {
      socket.destroy();
      result();
    };
    socket.once('connect', () => end(resolve));
    socket.once('timeout', () =>
      end(() => reject(new NoReply('timeout', `no connection within ${timeoutSeconds} s`))),
    );
    socket.once('error', (error) => end(() => reject(signal.aborted ? signal.reason : NoReply.of(error))));
  });
}
