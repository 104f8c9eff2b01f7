import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * A port that nothing on loopback listens on. It lies below the range from which systems give outgoing connections
 * their ports: a client that keeps calling while the server restarts could otherwise be given the server's own port,
 * talk to itself, and keep the server from coming back.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(15_000, 32_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
