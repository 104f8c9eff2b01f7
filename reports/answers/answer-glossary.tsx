import type { AnswerTask } from '../../pipeline/contracts/names.ts';
import type { AnswerReader } from './answer-reader.ts';

type Shared = keyof AnswerReader['texts']['glossary'];
type Own = keyof AnswerReader['answers']['glossary'];

/** Words of every report, before and after those of its task. */
const BEFORE: readonly Shared[] = ['baseModel', 'tunedModel', 'testRecords'];
const AFTER: readonly Shared[] = ['interval', 'p', 'loss', 'epoch', 'digest'];

const OF_PARTS: readonly Own[] = ['precision', 'recall', 'f1', 'macro'];

/** Words that each task's figures use. */
const OWN: Readonly<Record<AnswerTask, readonly Own[]>> = {
  question_answering: ['f1', 'exactMatch', 'unreadable'],
  multi_label: [...OF_PARTS, 'unreadable'],
  extraction: [...OF_PARTS, 'overlap', 'unreadable'],
  structured: [...OF_PARTS, 'exactMatch', 'json', 'unreadable'],
  generation: ['chrf', 'rouge', 'unreadable'],
};

/** The words of a report on written answers in plain language; `ofRun` adds those about training. */
export function AnswerGlossary(props: {
  readonly task: AnswerTask;
  readonly ofRun: boolean;
  readonly reader: AnswerReader;
}) {
  const { reader, ofRun } = props;
  const shared = (ids: readonly Shared[]) => ids.map((id) => reader.texts.glossary[id]);
  const entries = [
    ...(ofRun ? shared(BEFORE) : []),
    ...OWN[props.task].map((id) => reader.answers.glossary[id]),
    ...shared(ofRun ? AFTER : ['interval', 'p']),
  ];
  return (
    <dl class="glossary">
      {entries.map(({ term, meaning }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
