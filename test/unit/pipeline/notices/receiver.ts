import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const TLS = new URL('../../../fixtures/tls/', import.meta.url);
export const CERTIFICATE_FILE = new URL('localhost-cert.pem', TLS);

export const tlsPair = () => ({
  key: readFileSync(new URL('localhost-key.pem', TLS)),
  cert: readFileSync(CERTIFICATE_FILE),
});

/** A real HTTP server that keeps what it gets and answers as it is told. */
export class Receiver {
  readonly received: Received[] = [];
  readonly url: string;
  answer: (response: ServerResponse, request: Received) => void = (response) => response.writeHead(204).end();
  readonly #server: Server;
  #arrived: (() => void)[] = [];

  private constructor(server: Server, scheme: string) {
    this.#server = server;
    this.url = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const body = Buffer.concat(pieces).toString('utf8');
        const one = { path: request.url ?? '', headers: request.headers, body };
        this.received.push(one);
        this.answer(response, one);
        for (const tell of this.#arrived.splice(0)) tell();
      });
    });
  }

  static async open(scheme: 'http' | 'https' = 'http'): Promise<Receiver> {
    const server = scheme === 'http' ? createServer() : createTlsServer(tlsPair());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Receiver(server, scheme);
  }

  /** The first so many requests, as soon as they are there. */
  async first(count: number): Promise<readonly Received[]> {
    while (this.received.length < count) await new Promise<void>((resolve) => this.#arrived.push(resolve));
    return this.received.slice(0, count);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
