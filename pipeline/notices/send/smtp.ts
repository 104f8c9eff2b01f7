import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import type { DeliveryFault, SendOutcome } from '../../contracts/notices.ts';
import { checkedAddress } from '../../egress/checked-lookup.ts';
import { NoReply } from '../../egress/no-reply.ts';
import type { EmailTarget } from '../target.ts';
import type { Letter } from './email.ts';

/** Hands a letter to the target's mail server. */
export function sendLetter(target: EmailTarget, letter: Letter, signal: AbortSignal): Promise<SendOutcome> {
  return withServer(target, signal, async (server) => {
    await server.sendMail({
      from: { ...letter.from },
      to: [...letter.to],
      subject: letter.subject,
      text: letter.text,
      html: letter.html,
      messageId: letter.messageId,
      date: letter.date,
      headers: { 'Content-Language': letter.language, 'Auto-Submitted': 'auto-generated' },
      // Nothing in a letter is fetched or read from a file.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  });
}

/** Speaks to the mail server as far as the login, and sends nothing. */
export function tryServer(target: EmailTarget, signal: AbortSignal): Promise<SendOutcome> {
  return withServer(target, signal, async (server) => {
    await server.verify();
  });
}

type Server = ReturnType<typeof createTransport>;

/** The address is looked up and checked here, and dialled as an address, so that it cannot be another one a moment later. */
async function withServer(
  { smtp, facts, timeoutSeconds, ca }: EmailTarget,
  signal: AbortSignal,
  work: (server: Server) => Promise<void>,
): Promise<SendOutcome> {
  signal.throwIfAborted();
  let server: Server | undefined;
  const stop = (): void => server?.close();
  signal.addEventListener('abort', stop);
  try {
    const host = await checkedAddress(smtp.host, { host: '', inside: facts.inside });
    const milliseconds = timeoutSeconds * 1000;
    server = createTransport({
      host,
      port: smtp.port,
      secure: smtp.security === 'tls',
      requireTLS: smtp.security === 'starttls',
      ignoreTLS: smtp.security === 'none',
      tls: {
        minVersion: 'TLSv1.2',
        ...(isIP(smtp.host) === 0 && { servername: smtp.host }),
        ...(ca !== null && { ca }),
      },
      ...(smtp.login === null ? {} : { auth: { user: smtp.login.user, pass: smtp.login.password } }),
      connectionTimeout: milliseconds,
      greetingTimeout: milliseconds,
      socketTimeout: milliseconds,
    });
    await work(server);
    return { kind: 'delivered' };
  } catch (error) {
    signal.throwIfAborted();
    const fault = faultOf(error);
    return {
      kind: 'failed',
      fault,
      retry: fault.code === 'smtp_refused' ? 'never' : 'later',
      waitSeconds: null,
    };
  } finally {
    signal.removeEventListener('abort', stop);
    server?.close();
  }
}

/** What went wrong, by the numbers: what the server said is not kept. */
function faultOf(error: unknown): DeliveryFault {
  if (error instanceof NoReply) return { code: error.reason, detail: error.message };
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const status = typeof responseCode === 'number' ? responseCode : null;
  if (code === 'EAUTH') return { code: 'smtp_login', detail: status === null ? '' : String(status) };
  // RFC 5321, 4.2.1: a reply that begins with 5 stays so. Only what is said of the letter is about the letter.
  if (status !== null && (code === 'EENVELOPE' || code === 'EMESSAGE'))
    return { code: status >= 500 ? 'smtp_refused' : 'smtp', detail: String(status) };
  if (code === 'ETIMEDOUT') return { code: 'timeout', detail: '' };
  return { code: 'connection', detail: typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : '' };
}
