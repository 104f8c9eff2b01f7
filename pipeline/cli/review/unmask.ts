import { knownMaskKey } from '../../config/mask-key.ts';
import { unmaskedRecordSchema } from '../../contracts/api/unmask.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { unmaskProof } from '../../contracts/mask-vault.ts';
import { type Cli, userName } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { requestJson } from '../http/connection.ts';
import { printable } from '../terminal/printable.ts';

/** `touchstone dataset unmask`: one record as it was, for somebody who can read the key. */
export async function unmaskRecord(
  cli: Cli,
  run: string,
  options: { record: string; reason: string; by?: string },
): Promise<number> {
  const client = await cli.client();
  // After the service was found: one of our own makes the home's key when there is none.
  const key = await knownMaskKey(cli.settings());
  if (key === null) throw new TouchstoneError('MASK_KEY_REFUSED');
  const claim = { record: options.record, by: options.by ?? userName() ?? 'cli', reason: options.reason };
  const body = { ...claim, proof: unmaskProof(key, { run, ...claim }) };
  const path = `/v1/runs/${encodeURIComponent(run)}/unmask`;
  const shown = await requestJson(client.connection, path, unmaskedRecordSchema, { method: 'POST', body });
  cli.result(
    shown,
    shown.messages.map(({ role, content }) => `${role}: ${printable(content)}`),
  );
  return EXIT.pass;
}
