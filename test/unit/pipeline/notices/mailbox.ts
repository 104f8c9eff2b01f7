import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { tlsPair } from './receiver.ts';

/** A letter as the mail server got it. */
export interface GotLetter {
  readonly from: string;
  readonly to: readonly string[];
  readonly user: string | undefined;
  readonly secure: boolean;
  readonly headers: ReadonlyMap<string, string>;
  /** Names of headers as often as they came. */
  readonly headerNames: readonly string[];
  /** Decoded bodies by media type. */
  readonly parts: ReadonlyMap<string, string>;
}

export const USER = 'touchstone';
export const PASSWORD = 'right-password-9f2c';

/** A real mail server on this machine. */
export class Mailbox {
  readonly letters: GotLetter[] = [];
  readonly logins: string[] = [];
  readonly port: number;
  readonly #server: SMTPServer;

  private constructor(server: SMTPServer) {
    this.#server = server;
    this.port = (server.server.address() as AddressInfo).port;
  }

  static async open(options: SMTPServerOptions = {}): Promise<Mailbox> {
    const made: { box?: Mailbox } = {};
    const server = new SMTPServer({
      ...tlsPair(),
      hideSize: true,
      disableReverseLookup: true,
      onAuth: ({ username, password }, _session, done) => {
        made.box?.logins.push(username ?? '');
        if (username === USER && password === PASSWORD) done(null, { user: username });
        else done(new Error('words of the mail server'));
      },
      onData: (stream, session, done) => {
        const pieces: Buffer[] = [];
        stream.on('data', (piece: Buffer) => pieces.push(piece));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          made.box?.letters.push({
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map(({ address }) => address),
            user: session.user ? String(session.user) : undefined,
            secure: session.secure,
            ...parsed(Buffer.concat(pieces).toString('utf8')),
          });
          done();
        });
      },
      ...options,
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    made.box = new Mailbox(server);
    return made.box;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

function parsed(raw: string): Pick<GotLetter, 'headers' | 'headerNames' | 'parts'> {
  const { fields, body } = split(raw);
  const boundary = /boundary="([^"]+)"/.exec(new Map(fields).get('content-type') ?? '')?.[1];
  const pieces = boundary === undefined ? [raw] : body.split(`--${boundary}`).slice(1, -1);
  return {
    headers: new Map(fields.map(([name, value]) => [name, decodeWords(value)])),
    headerNames: fields.map(([name]) => name),
    parts: new Map(pieces.map((piece) => partOf(piece.replace(/^\r\n/, '')))),
  };
}

function split(raw: string): { fields: [string, string][]; body: string } {
  const at = raw.indexOf('\r\n\r\n');
  const head = raw.slice(0, at).replace(/\r\n[ \t]+/g, ' ');
  const fields = head.split('\r\n').map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { fields, body: raw.slice(at + 4) };
}

function partOf(raw: string): [string, string] {
  const { fields, body } = split(raw);
  const named = new Map(fields);
  const media = (named.get('content-type') ?? '').split(';')[0]!;
  const encoding = named.get('content-transfer-encoding') ?? '7bit';
  if (encoding === 'base64') return [media, Buffer.from(body, 'base64').toString('utf8')];
  return [media, encoding === 'quoted-printable' ? quoted(body.replace(/=\r\n/g, '')) : body];
}

/** RFC 2047. */
function decodeWords(value: string): string {
  return value
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : quoted(text.replaceAll('_', ' ')),
    );
}

function quoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
