import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** An answer that came through. */
export interface Answered {
  readonly path: string;
  readonly status: number;
  /** By `performance.now()`, when the far side had answered. */
  readonly at: number;
}

/** A line to a server that can be slow, go dead, or lose an answer after the question has arrived. */
export class FaultyLine {
  readonly answers: Answered[] = [];
  /** Before each question is passed on. */
  delayMs = 0;
  /** Loses the next answer to a question whose path matches. */
  swallows: RegExp | null = null;
  swallowed = 0;
  readonly #server: Server;
  readonly #to: URL;
  readonly #held = new Set<ServerResponse>();
  #dead = false;

  private constructor(server: Server, to: URL) {
    this.#server = server;
    this.#to = to;
  }

  static async to(url: string): Promise<FaultyLine> {
    const server = createServer();
    const line = new FaultyLine(server, new URL(url));
    server.on('request', (question, answer) => void line.#pass(question, answer));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Nothing passes any more, and nobody is told: connections stay open. */
  cut(): void {
    this.#dead = true;
  }

  /** The line is there again; what was under way is lost. */
  mend(): void {
    this.#dead = false;
    for (const answer of this.#held) answer.destroy();
    this.#held.clear();
  }

  async close(): Promise<void> {
    this.mend();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #pass(question: IncomingMessage, answer: ServerResponse): Promise<void> {
    if (this.#dead) return this.#hold(question, answer);
    await wait(this.delayMs);
    const path = question.url ?? '/';
    // The host as it was asked for: signatures of S3 cover it.
    const { hostname, port } = this.#to;
    const { method, headers } = question;
    const far = request({ hostname, port, path, method, headers });
    far.on('error', () => answer.destroy());
    answer.on('close', () => far.destroy());
    far.on('response', (response) => {
      if (this.#dead) return this.#hold(response, answer);
      const status = response.statusCode ?? 0;
      this.answers.push({ path, status, at: performance.now() });
      if (this.swallows?.test(path)) {
        this.swallows = null;
        this.swallowed++;
        response.resume().on('end', () => answer.destroy());
        return;
      }
      answer.writeHead(status, response.headers);
      response.pipe(answer).on('error', () => {});
      response.on('error', () => answer.destroy());
    });
    question.pipe(far);
  }

  #hold(from: IncomingMessage, answer: ServerResponse): void {
    from.resume();
    from.on('error', () => {});
    this.#held.add(answer);
  }
}
