import type { SystemId } from '../../pipeline/contracts/names.ts';
import type { StageContext } from '../../pipeline/contracts/stage.ts';
import type { Asked, JudgedTest } from './asked.ts';
import { type EvaluateConfig, evaluationResult } from './evaluation-result.ts';
import { otherAnswers } from './peers/peers.ts';
import { type Answers, readAnswers } from './predictions/answers.ts';
import { predictionLines } from './predictions/lines.ts';
import { inSlices } from './statistics/in-slices.ts';
import { isPeer } from './systems.ts';
import { judgeWarnings, warningsOf } from './warnings.ts';

/** Judges answers chosen among labels. Errors: those of the text model, where the spec asks for it. */
export async function judgeChosen(
  asked: Asked,
  config: EvaluateConfig,
  context: StageContext,
): Promise<JudgedTest> {
  const { records, task } = asked;
  const ids = records.map(({ id }) => id);
  const systems = new Map<SystemId, Answers>();
  const peers = await otherAnswers(asked.training, records, { task, endpoint: config.endpoint }, context);
  for (const { id, labels, bytes } of asked.systems) {
    const answers = readAnswers(bytes, ids, labels);
    if (isPeer(id)) peers.set(id, answers);
    else systems.set(id, answers);
  }
  const evidence = { ...asked, systems, peers, peersLeftOut: asked.plan.leftOut };
  const evaluation = await inSlices(evaluationResult(evidence, config), context.signal);
  return {
    evaluation,
    lines: predictionLines(records, new Map([...systems, ...peers]), evaluation.labels),
    answers: systems,
    labels: evaluation.labels,
    wrong: evaluation.wrong,
    warnings: [...warningsOf(evaluation), ...judgeWarnings(config.judge, task.kind)],
  };
}
