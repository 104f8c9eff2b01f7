import type { AnswerComparison } from '../../pipeline/contracts/answer-evaluation.ts';
import type { GroupKind } from '../../pipeline/contracts/tasks.ts';
import { ClassDifferencesTable } from '../details/class-differences.tsx';
import type { AnswerReader } from './answer-reader.ts';

/** Below the table of parts: in which of them the answers differ from each of the other systems' beyond luck. */
export function PartDifferences(props: {
  readonly kind: GroupKind;
  readonly comparisons: readonly AnswerComparison[];
  readonly reader: AnswerReader;
}) {
  const { kind, comparisons, reader } = props;
  return (
    <>
      {comparisons.map(({ reference, parts }) =>
        parts === undefined ? null : (
          <ClassDifferencesTable
            key={reference}
            part={kind}
            differences={parts}
            against={reader.texts.systemsInText[reference]}
            reader={reader}
          />
        ),
      )}
    </>
  );
}
