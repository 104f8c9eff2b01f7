/** What is used of the npm package `jenkins` 1.1.0 and its base `papi`, which bring no types of their own. */
declare module 'jenkins' {
  import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';

  namespace Jenkins {
    /** A request on its way through papi's steps. */
    interface Context {
      readonly opts: { readonly method?: string; headers?: Record<string, unknown> };
      transport: { request(options: RequestOptions): ClientRequest };
      body?: Buffer;
      err?: Error;
      res?: IncomingMessage;
    }
    type Next = (error?: Error | false, value?: unknown) => void;
    interface Crumb {
      readonly headerName?: string;
      readonly headerValue?: string;
      readonly cookies?: readonly string[];
    }
    interface Options {
      readonly baseUrl: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly timeout: number;
      readonly crumbIssuer: (client: Jenkins) => Promise<Crumb>;
      readonly formData?: unknown;
    }
    type Tree = { readonly tree?: string };
  }

  class Jenkins {
    constructor(options: Jenkins.Options);
    /** Adds a step before the request is sent. */
    _ext(step: 'onRequest', work: (context: Jenkins.Context, next: Jenkins.Next) => void): void;
    _post(request: Readonly<Record<string, unknown>>): Promise<unknown>;
    info(options?: Jenkins.Tree): Promise<unknown>;
    readonly crumbIssuer: { get(): Promise<unknown> };
    readonly job: {
      get(name: string, options?: Jenkins.Tree): Promise<unknown>;
      config(name: string): Promise<unknown>;
      config(name: string, xml: string): Promise<unknown>;
      create(name: string, xml: string): Promise<unknown>;
      build(options: {
        readonly name: string;
        readonly parameters?: Readonly<Record<string, unknown>>;
      }): Promise<unknown>;
    };
    readonly build: {
      get(name: string, number: number, options?: Jenkins.Tree): Promise<unknown>;
      log(name: string, number: number, options: { start: number; meta: true }): Promise<unknown>;
      stop(name: string, number: number): Promise<unknown>;
    };
    readonly queue: {
      list(options?: Jenkins.Tree): Promise<unknown>;
      item(id: number, options?: Jenkins.Tree): Promise<unknown>;
      cancel(id: number): Promise<unknown>;
    };
    readonly plugin: { list(options?: Jenkins.Tree): Promise<unknown> };
  }
  export default Jenkins;
}
