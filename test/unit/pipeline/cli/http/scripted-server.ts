import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Connection } from '../../../../../pipeline/cli/http/connection.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that answers as a test says: for what the real service would never do. */
export class ScriptedServer {
  readonly requests: IncomingMessage[] = [];
  #answer: Handler;
  readonly #server = createServer((request, response) => {
    this.requests.push(request);
    this.#answer(request, response);
  });

  private constructor(answer: Handler) {
    this.#answer = answer;
  }

  static async start(answer: Handler): Promise<ScriptedServer> {
    const server = new ScriptedServer(answer);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get connection(): Connection {
    const { port } = this.#server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, apiKey: null, language: 'en' };
  }

  answer(answer: Handler): void {
    this.#answer = answer;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Answers with JSON. */
export function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}
