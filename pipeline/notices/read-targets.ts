import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { TouchstoneError } from '../contracts/errors/error.ts';
import { keysIn } from './signature.ts';
import type { ChatTarget, EmailTarget, Target, WebhookTarget } from './target.ts';
import {
  type SecretReference,
  type TargetsFile,
  targetsFileSchema,
  type WrittenEmail,
  type WrittenTarget,
} from './targets-file.ts';

/** Everything that the file of targets says, with the secrets that it refers to. */
export interface Targets {
  readonly targets: readonly Target[];
  readonly retrySeconds: readonly number[];
  readonly offAfterSeconds: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where in the file a value stands, and what may be asked there. */
interface Reading {
  readonly file: string;
  readonly environment: Environment;
}

const LIMIT_CHARACTERS = 256 * 1024;
const PORTS = { starttls: 587, tls: 465, none: 25 } as const;

/** Reads the file. Errors: `NOTICES_UNREADABLE`, `NOTICES_INVALID` naming the field; neither repeats a secret or an address. */
export function readTargets(file: string, environment: Environment): Targets {
  const reading = { file, environment };
  const written = parse(reading, textOf(file));
  const targets = Object.entries(written.targets).map(([name, target]) => targetOf(reading, name, target));
  return {
    targets,
    retrySeconds: written.retry_seconds,
    offAfterSeconds: written.off_after_hours * 3600,
  };
}

function textOf(file: string): string {
  try {
    const text = readFileSync(file, 'utf8');
    if (text.length <= LIMIT_CHARACTERS) return text;
  } catch (cause) {
    const detail = (cause as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new TouchstoneError('NOTICES_UNREADABLE', { params: { file, detail }, cause });
  }
  const detail = `more than ${LIMIT_CHARACTERS} characters`;
  throw new TouchstoneError('NOTICES_UNREADABLE', { params: { file, detail } });
}

function parse(reading: Reading, text: string): TargetsFile {
  const document = parseDocument(text);
  const [fault] = document.errors;
  if (fault !== undefined) {
    // The message of the parser shows the line, which may hold a secret that stands there by mistake.
    const line = fault.linePos?.[0].line;
    throw new TouchstoneError('NOTICES_UNREADABLE', {
      params: { file: reading.file, detail: `no YAML (${fault.code}${line ? `, line ${line}` : ''})` },
      place: { file: reading.file, ...(line === undefined ? {} : { line }) },
    });
  }
  const parsed = targetsFileSchema.safeParse(document.toJS({ maxAliasCount: 20 }) ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw invalid(reading, issue.path.join('.') || '(top)', issue.message);
}

function targetOf(reading: Reading, name: string, written: WrittenTarget): Target {
  const field = `targets.${name}`;
  switch (written.kind) {
    case 'webhook':
      return webhook(reading, name, field, written);
    case 'email':
      return email(reading, name, field, written);
    default: {
      const url = urlOf(reading, `${field}.url`, written);
      return {
        ...shared(reading, name, written, url.hostname),
        kind: written.kind,
        url,
      } satisfies ChatTarget;
    }
  }
}

function webhook(
  reading: Reading,
  name: string,
  field: string,
  written: Extract<WrittenTarget, { kind: 'webhook' }>,
): WebhookTarget {
  const url = urlOf(reading, `${field}.url`, written);
  const keys = keysIn(secretOf(reading, `${field}.secret`, written.secret));
  if (keys === null)
    throw invalid(
      reading,
      `${field}.secret`,
      'it must be whsec_ and 24 to 64 bytes in base64 (openssl rand -base64 32)',
    );
  return { ...shared(reading, name, written, url.hostname), kind: 'webhook', url, keys };
}

function email(reading: Reading, name: string, field: string, written: WrittenEmail): EmailTarget {
  const { host, port, security, user, password } = written.smtp;
  if (security === 'none' && !written.inside)
    throw invalid(reading, `${field}.smtp.security`, '"none" is for a server with inside: true alone');
  if (security === 'none' && user !== null)
    throw invalid(reading, `${field}.smtp.user`, 'a password never goes over a connection without TLS');
  if ((user === null) !== (password === null))
    throw invalid(reading, `${field}.smtp`, 'user and password belong together');
  const login =
    user === null || password === null
      ? null
      : { user, password: secretOf(reading, `${field}.smtp.password`, password) };
  return {
    ...shared(reading, name, written, host),
    kind: 'email',
    from: { name: written.from_name, address: written.from },
    to: written.to,
    smtp: { host, port: port ?? PORTS[security], security, login },
  };
}

function shared(
  reading: Reading,
  name: string,
  written: WrittenTarget,
  host: string,
): Pick<Target, 'facts' | 'timeoutSeconds' | 'ca'> {
  const { kind, language, on, names, inside, ca_file: file } = written;
  const facts = { name, kind, host, language, topics: on, names, inside };
  const ca = file === null ? null : secretOf(reading, `targets.${name}.ca_file`, { file });
  return { facts, timeoutSeconds: written.timeout_seconds, ca };
}

/** An address is not repeated in an error: with chats, who knows it can post. */
function urlOf(
  reading: Reading,
  field: string,
  { url: written, inside }: { readonly url: string | SecretReference; readonly inside: boolean },
): URL {
  const text = typeof written === 'string' ? written : secretOf(reading, field, written);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['https:', 'http:'].includes(url.protocol))
    throw invalid(reading, field, 'it must be an address that starts with https://');
  if (url.protocol === 'http:' && !inside)
    throw invalid(reading, field, 'http:// is for targets with inside: true alone; others need https://');
  if (url.username !== '' || url.password !== '' || url.hash !== '')
    throw invalid(reading, field, 'it must have no user name, password or fragment');
  return url;
}

function secretOf({ environment, ...reading }: Reading, field: string, reference: SecretReference): string {
  if ('env' in reference) {
    const value = environment[reference.env]?.trim();
    if (value) return value;
    throw invalid(reading, field, `the variable ${reference.env} is not set`);
  }
  try {
    const value = readFileSync(reference.file, 'utf8').trim();
    if (value !== '') return value;
  } catch (cause) {
    const detail = (cause as NodeJS.ErrnoException).code ?? 'unreadable';
    throw invalid(reading, field, `the file ${reference.file} cannot be read (${detail})`);
  }
  throw invalid(reading, field, `the file ${reference.file} is empty`);
}

function invalid({ file }: Pick<Reading, 'file'>, field: string, detail: string): TouchstoneError {
  return new TouchstoneError('NOTICES_INVALID', {
    params: { file, detail: `${field}: ${detail}` },
    place: { file, field },
  });
}
