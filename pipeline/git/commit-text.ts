const LONGEST_SUBJECT = 200;

/** What a commit object says: the first line of its message, safe to be shown anywhere, and when it was committed. */
export function readCommit(text: string): { subject: string; at: string } {
  const gap = text.indexOf('\n\n');
  const head = gap < 0 ? text : text.slice(0, gap);
  const message = gap < 0 ? '' : text.slice(gap + 2).trimStart();
  const seconds = Number(/^committer .*> (\d{1,11}) [+-]\d{4}$/m.exec(head)?.[1] ?? 0);
  return { subject: plain(message.split('\n')[0]!), at: new Date(seconds * 1000).toISOString() };
}

function plain(line: string): string {
  const shown = line.trim().replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '�');
  return [...shown].slice(0, LONGEST_SUBJECT).join('');
}
