import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';

/** Who had a model published that did not pass, and why. */
export function OverrideNote(props: {
  readonly override: NonNullable<PipelineSpec['publish']['override']>;
  readonly reader: Reader;
}) {
  const { override, reader } = props;
  return (
    <div class="callout">
      <p>{reader.texts.verdict.override(<bdi>{visible(override.by)}</bdi>)}</p>
      <p>
        <strong>{reader.texts.verdict.overrideReason}</strong>{' '}
        <bdi class="outside">{visible(override.reason, { lines: true })}</bdi>
      </p>
    </div>
  );
}
