import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Express } from 'express';
import { problemOf, TouchstoneError } from '../contracts/errors/error.ts';
import type { ErrorCode } from '../contracts/errors/table.ts';
import { isLoopbackAddress } from './access/loopback.ts';
import { DEFAULT_LANGUAGE } from './input/language.ts';
import { lifecycleOf } from './lifecycle.ts';

export interface ListenOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** The headers of a request must have arrived within this time; default 10 s. */
  readonly headersMs?: number;
  /** How long `close` waits for requests that are being answered; default 10 s. */
  readonly graceMs?: number;
}

export interface Listening {
  readonly url: string;
  readonly port: number;
  /** Ends event streams, lets other answers finish, then cuts what is left. */
  close(): Promise<void>;
}

const MAX_HEADER_BYTES = 16 * 1024;
const MAX_CONNECTIONS = 2048;

/**
 * Serves an app that `createApi` made. Refuses to bind an address that others can reach to an app which asks for no
 * keys. There is no time limit on a whole request, since uploads may be long; headers, bodies and stalled uploads have
 * limits of their own. Errors: `SETTINGS_INVALID`, and what `listen` fails with (`EADDRINUSE` …).
 */
export async function listen(app: Express, options: ListenOptions): Promise<Listening> {
  const lifecycle = lifecycleOf(app);
  if (!isLoopbackAddress(options.host) && !lifecycle.asksForKeys) {
    const detail = `${options.host} is not loopback, and this API asks for no keys`;
    throw new TouchstoneError('SETTINGS_INVALID', { params: { name: 'TOUCHSTONE_HOST', detail } });
  }
  const headersTimeout = options.headersMs ?? 10_000;
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout,
      requestTimeout: 0,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: Math.min(headersTimeout, 2_000),
    },
    app,
  );
  server.maxConnections = MAX_CONNECTIONS;
  server.on('clientError', refuseConnection);
  await bind(server, options);
  const { port } = server.address() as AddressInfo;
  const name = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${name}:${port}`,
    port,
    close: async () => {
      lifecycle.stop();
      await stop(server, options.graceMs ?? 10_000);
    },
  };
}

function bind(server: Server, { host, port }: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function stop(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    // A connection falls idle when its last answer is out, and would then be kept for the next request.
    const sweep = setInterval(() => server.closeIdleConnections(), 20);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(sweep);
      resolve();
    });
  });
}

const CONNECTION_FAULTS: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'REQUEST_HEADERS_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
};

/** Answers bytes that are no HTTP request; no app has seen them. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const fault = new TouchstoneError(CONNECTION_FAULTS[error.code ?? ''] ?? 'REQUEST_MALFORMED');
  const body = JSON.stringify(problemOf(fault, DEFAULT_LANGUAGE));
  socket.end(
    `HTTP/1.1 ${fault.entry.http} ${fault.code}\r\nContent-Type: application/problem+json; charset=utf-8\r\n` +
      `X-Content-Type-Options: nosniff\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
