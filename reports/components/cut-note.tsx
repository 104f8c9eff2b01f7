import type { CutRecords } from '../../pipeline/contracts/evaluation.ts';
import type { Reader } from '../reader.ts';

/** Says how many test records were cut because they are longer than a model may read; nothing where none was. */
export function CutNote(props: {
  readonly cut: CutRecords | undefined;
  /** Test records. */
  readonly n: number;
  readonly reader: Reader;
}) {
  const { texts, figures } = props.reader;
  const { parts } = texts;
  const some = (props.cut ?? []).filter(({ records }) => records > 0);
  const own = some.find(({ system }) => system === 'tuned') ?? some[0];
  if (own === undefined) return null;
  // Base and tuned model read the same prompt in the same way.
  const others = some.filter((one) => one.system !== 'base' && one !== own);
  const { gap } = texts.comparison;
  return (
    <div class="callout">
      <h3>{parts.cutTitle}</h3>
      <p>
        {own.system === 'tuned' ? null : `${nameOf(own.system, props.reader)}${gap}`}
        {parts.cut(figures.count(own.records), figures.count(props.n), figures.count(own.max_length))}
        {gap}
        {own.max_length < own.context_length
          ? parts.cutBelow(figures.count(own.context_length))
          : parts.cutAtLimit}
        {others.map((one) => (
          <span key={one.system}>
            {gap}
            {parts.cutOther(nameOf(one.system, props.reader), figures.count(one.records))}
          </span>
        ))}
      </p>
    </div>
  );
}

function nameOf(system: CutRecords[number]['system'], { texts }: Reader): string {
  return system === 'base' || system === 'tuned' || system === 'production'
    ? texts.systems[system]
    : texts.peers.names[system].name;
}
