import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ReportFile } from '../../pipeline/contracts/report.ts';

/** The header under which Jenkins serves files of a build (core, `hudson.model.DirectoryBrowserSupport`). */
export const JENKINS_CSP = "sandbox allow-same-origin; default-src 'none'; img-src 'self'; style-src 'self';";

/** Serves files as Jenkins does, on loopback; `requests` lists every path that was asked for. */
export class ReportServer implements AsyncDisposable {
  readonly requests: string[] = [];
  readonly #files = new Map<string, ReportFile>();
  readonly #server: Server;

  constructor(files: readonly ReportFile[]) {
    for (const file of files) this.#files.set(`/${file.path}`, file);
    this.#server = createServer((request, response) => {
      const path = request.url ?? '/';
      if (path === '/favicon.ico') {
        response.writeHead(204).end();
        return;
      }
      this.requests.push(path);
      const file = this.#files.get(path);
      response.setHeader('Content-Security-Policy', JENKINS_CSP);
      response.setHeader('X-Content-Type-Options', 'nosniff');
      response.writeHead(file ? 200 : 404, { 'Content-Type': file?.media ?? 'text/plain' });
      response.end(file?.content ?? 'not found');
    });
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
