import type { HistoryVersion } from '../../pipeline/contracts/model-history.ts';
import { visible } from '../format/visible.ts';
import type { HistoryProps } from './props.ts';

/** What serves now, since when and by whom, and whether something newer waits. */
export function NowSection({ history, reader, texts }: HistoryProps) {
  const { figures, language } = reader;
  const served = history.versions.find(({ aliases }) => aliases.includes('production'));
  const newest = history.versions.at(-1)!;
  const move = history.moves.find(({ alias }) => alias === 'production');
  const told = (
    say: (version: string, metric: string, value: string, range: string) => string,
    { version, metric, tuned }: HistoryVersion,
  ) =>
    say(String(version), metric.name[language], figures.percent(tuned.value), figures.range(tuned.interval));
  return (
    <>
      <p class="overview-sentence">{served ? told(texts.production, served) : texts.noProduction}</p>
      {served && move ? <p>{texts.since(figures.moment(move.at), visible(move.by))}</p> : null}
      {served === newest ? <p>{texts.newestIsServed}</p> : <p>{told(texts.newest, newest)}</p>}
      <Against version={newest} reader={reader} texts={texts} />
    </>
  );
}

/** The paired difference of a version from what was in production when it was made. */
function Against({
  version: { against },
  reader: { figures },
  texts,
}: Pick<HistoryProps, 'reader' | 'texts'> & { readonly version: HistoryVersion }) {
  if (against === null) return null;
  const [low, high] = against.interval;
  return (
    <p>
      {texts.against(
        String(against.version),
        figures.points(against.difference),
        figures.points(low),
        figures.points(high),
        figures.p(against.p),
      )}
    </p>
  );
}
