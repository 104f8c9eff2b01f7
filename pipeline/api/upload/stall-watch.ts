import type { IncomingMessage } from 'node:http';

/**
 * Calls `onStall` when a request that should be arriving brings fewer than `bytes` within a whole span of `ms`. Spans
 * in which we ourselves held it back (a slow disk, a slow store) do not count. Returns the function that ends the watch.
 */
export function watchForStall(
  request: IncomingMessage,
  limits: { readonly bytes: number; readonly ms: number },
  onStall: () => void,
): () => void {
  let read = request.socket.bytesRead;
  let heldBack = false;
  const onPause = (): void => {
    heldBack = true;
  };
  request.on('pause', onPause);
  const timer = setInterval(() => {
    const arrived = request.socket.bytesRead - read;
    if (!request.complete && !heldBack && arrived < limits.bytes) onStall();
    read = request.socket.bytesRead;
    heldBack = request.isPaused();
  }, limits.ms);
  return () => {
    clearInterval(timer);
    request.off('pause', onPause);
  };
}
