import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { ACCESS, type Access, type Caller } from '../../contracts/api/access.ts';
import type { Language } from '../../contracts/names.ts';
import type { Service } from '../../contracts/service.ts';
import type { Reply } from '../answers/reply.ts';
import { parsePart } from '../input/faults.ts';
import type { Upload } from '../upload/receive.ts';

/** What a handler may know of its call besides the parsed parts. */
export interface CallContext {
  readonly service: Service;
  readonly caller: Caller;
  /** What the reader prefers. */
  readonly language: Language;
  readonly headers: IncomingHttpHeaders;
  /** Aborted when the client leaves or the service stops. */
  readonly signal: AbortSignal;
  /** The body as it arrived; only on routes that are signed. */
  readonly rawBody: Buffer;
  /** The file of the form; only on routes that take one. */
  readonly upload: Upload;
}

export interface Call<P, Q, B> extends CallContext {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
}

/** The parts of a request before they are parsed. */
export interface RawParts {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** One kind of answer, for /openapi.json. */
export interface AnswerDescription {
  readonly status: number;
  readonly description: string;
  readonly media?: string;
  readonly schema?: z.ZodType;
}

interface Declaration<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodObject> {
  /** Unique; the operation's id in /openapi.json. */
  readonly name: string;
  readonly summary: string;
  readonly method: 'get' | 'post';
  /** In Express's syntax: `:name` for one segment, `*name` for the rest of the path. */
  readonly path: string;
  readonly access: Access;
  readonly loopbackOnly?: boolean;
  readonly params?: P;
  readonly query?: Q;
  /** JSON body of a POST; `form` for the upload form; a POST without either takes `{}` or nothing. */
  readonly body?: B;
  readonly form?: { readonly field: string; readonly description: string };
  readonly answers: readonly [AnswerDescription, ...AnswerDescription[]];
  handle(call: Call<z.output<P>, z.output<Q>, z.output<B>>): Promise<Reply>;
}

/** Who may change things; nodes and leases only what is theirs. */
const CHANGING: readonly Access[] = ['operator', 'signed', 'node', 'lease'];

/** A declared route. `run` parses the raw parts and calls the handler. */
export interface Route {
  readonly name: string;
  readonly summary: string;
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly access: Access;
  readonly loopbackOnly: boolean;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly body: z.ZodObject | null;
  readonly form: { readonly field: string; readonly description: string } | null;
  readonly answers: readonly AnswerDescription[];
  run(parts: RawParts, context: CallContext): Promise<Reply>;
}

const NOTHING = z.strictObject({});
type Nothing = typeof NOTHING;

/**
 * Declares a route. There is no route without an access policy: the type asks for it, and what reaches this from
 * outside the types is refused when the service starts.
 */
export function defineRoute<
  P extends z.ZodObject = Nothing,
  Q extends z.ZodObject = Nothing,
  B extends z.ZodObject = Nothing,
>(declaration: Declaration<P, Q, B>): Route {
  const { name, summary, method, path, access, loopbackOnly = false, form = null, answers } = declaration;
  if (!ACCESS.includes(access)) throw new TypeError(`The route ${name} declares no access policy.`);
  if (method === 'get' && (declaration.body || form))
    throw new TypeError(`The route ${name} is a GET with a body.`);
  if (access === 'signed' && (method === 'get' || declaration.body || form))
    throw new TypeError(`The route ${name} is signed, so it takes a POST, and its body as it is.`);
  if (method === 'post' && !CHANGING.includes(access))
    throw new TypeError(`The route ${name} lets readers change things.`);
  const params = declaration.params ?? (NOTHING as unknown as P);
  const query = declaration.query ?? (NOTHING as unknown as Q);
  const body = declaration.body ?? (NOTHING as unknown as B);
  return {
    name,
    summary,
    method,
    path,
    access,
    loopbackOnly,
    params,
    query,
    body: method === 'get' || form || access === 'signed' ? null : body,
    form,
    answers,
    run: async (parts, context) =>
      declaration.handle({
        ...context,
        params: parsePart(params, parts.params, 'path'),
        query: parsePart(query, parts.query, 'query'),
        body: parsePart(body, parts.body, 'body'),
      }),
  };
}
