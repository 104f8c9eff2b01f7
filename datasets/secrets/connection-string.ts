import { matchesOf } from '../text/matches.ts';
import type { SecretPlace } from './kinds.ts';
import { isStandIn } from './stand-in.ts';

/** scheme://user:password@host (RFC 3986 user information). */
const URL_WITH_PASSWORD =
  /(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\/[^\s:/@"'<>]{0,64}:([^\s/@"'<>]{3,128})@[A-Za-z0-9[][\w.\-:[\]]*(?:\/[\w.~%/-]*)?(?:\?[\w.=&%~-]*)?/g;
/** Server=…;Password=…: the key–value form of ADO.NET, ODBC and cloud storage; the account's key is the secret. */
const KEYED =
  /(?<![A-Za-z0-9])(?:Server|Data Source|Host|HostName|Driver|Provider|Addr|Address|Database|Initial Catalog|User Id|Uid|Endpoint|DefaultEndpointsProtocol|AccountName|BlobEndpoint)\s?=[^;="'\n]{1,200};\s?(?:[A-Za-z][A-Za-z ]{1,30}=[^;="'\n]{0,200};\s?){0,12}(?:Password|Pwd|AccountKey|SharedAccessKey)\s?=([^;"'\s]{4,200})(?:;\s?[A-Za-z][A-Za-z ]{1,30}=[!#-&(-:<-~]{0,200})*;?/gi;

/** Addresses of databases and other services that carry a password. */
export function connectionStrings(text: string): SecretPlace[] {
  const found: SecretPlace[] = [];
  for (const form of [URL_WITH_PASSWORD, KEYED]) {
    for (const match of matchesOf(text, form)) {
      if (isStandIn(match[1]!)) continue;
      found.push({ kind: 'connection_string', start: match.index, end: match.index + match[0].length });
    }
  }
  return found;
}
