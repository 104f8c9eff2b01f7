import { inTurns } from '../../datasets/linear/in-turns.ts';
import type { AnswerTask, SystemId } from '../../pipeline/contracts/names.ts';
import type { PeerId } from '../../pipeline/contracts/peers.ts';
import type { StageContext, StageProgress } from '../../pipeline/contracts/stage.ts';
import { answerEvaluation } from './answers/answer-evaluation.ts';
import type { Asked, JudgedTest } from './asked.ts';
import { conversationText, readConversations } from './asking/conversations.ts';
import type { EvaluateConfig } from './evaluation-result.ts';
import { preferenceOf } from './pairs/preference.ts';
import { endpointTexts } from './peers/endpoint.ts';
import { WRITTEN_FLOORS } from './peers/written-floors.ts';
import { readWrittenAnswers } from './predictions/answers.ts';
import { writtenLines } from './predictions/lines.ts';
import { inSlices } from './statistics/in-slices.ts';
import { isPeer } from './systems.ts';
import { judgeTexts } from './text-judge/judge-texts.ts';
import { answerWarnings, judgeWarnings } from './warnings.ts';

/** Judges answers that were written. Errors: those of the text model, where the spec asks for it. */
export async function judgeWritten(
  asked: Asked,
  kind: AnswerTask,
  config: EvaluateConfig,
  context: StageContext,
  onProgress: (progress: StageProgress) => void,
): Promise<JudgedTest> {
  const { records, task } = asked;
  const ids = records.map(({ id }) => id);
  const systems = new Map<SystemId, readonly string[]>();
  const peers = new Map<PeerId, readonly string[]>();
  for (const { id, bytes } of asked.systems) {
    const answers = readWrittenAnswers(bytes, ids);
    if (isPeer(id)) peers.set(id, answers);
    else systems.set(id, answers);
  }
  const floor = WRITTEN_FLOORS[kind];
  if (floor !== null) {
    const texts = records.map(({ text }) => text);
    peers.set(floor.id, await inTurns(floor.answers(asked.training, texts), context.signal));
  }
  const world = new Endpoint(asked, config, context);
  if (config.endpoint !== null) peers.set('endpoint', await world.answers(config.endpoint.model));
  const { evaluation, unreadableTruth } = await inSlices(
    answerEvaluation(
      { ...asked, task: kind, facts: task, systems, peers, peersLeftOut: asked.plan.leftOut },
      config,
    ),
    context.signal,
  );
  const judge = kind === 'generation' ? await world.judge(systems, onProgress) : null;
  return {
    evaluation: {
      ...evaluation,
      ...(asked.pairs !== null && { preference: preferenceOf(asked.pairs, config.confidence) }),
      ...(judge !== null && { judge }),
    },
    lines: writtenLines(records, new Map([...systems, ...peers])),
    answers: null,
    labels: [],
    wrong: [],
    warnings: [...answerWarnings(evaluation, unreadableTruth), ...judgeWarnings(config.judge, kind)],
  };
}

/** What the service's text model is asked about written answers. */
class Endpoint {
  readonly #asked: Asked;
  readonly #config: EvaluateConfig;
  readonly #context: StageContext;

  constructor(asked: Asked, config: EvaluateConfig, context: StageContext) {
    this.#asked = asked;
    this.#config = config;
    this.#context = context;
  }

  async answers(model: string): Promise<readonly string[]> {
    return endpointTexts(model, await this.#conversations(), this.#asked.task, this.#context);
  }

  /** Null where nobody is to judge. */
  async judge(
    systems: ReadonlyMap<SystemId, readonly string[]>,
    onProgress: (progress: StageProgress) => void,
  ) {
    const { judge, seed, confidence } = this.#config;
    if (judge === null || judge === 'auto') return null;
    const conversations = await this.#conversations();
    // A judge must know the whole question, the instruction that all share included.
    const records = this.#asked.records.map((record, at) => ({
      ...record,
      text: conversationText(conversations[at]!),
    }));
    const { textModel, remember, signal } = this.#context;
    const onReply = (done: number, total: number): void => onProgress(judging(done, total));
    return judgeTexts(
      { language: this.#asked.task.language, records, systems },
      { ...judge, seed, confidence },
      { textModel, remember, signal, onReply },
    );
  }

  #conversations() {
    return readConversations(this.#context.artifacts, this.#asked.test);
  }
}

function judging(done: number, total: number): StageProgress {
  return {
    percent: (100 * done) / total,
    message: {
      'zh-TW': `文字模型評比中：${total} 題已答 ${done} 題`,
      en: `the judge has answered ${done} of ${total} questions`,
    },
  };
}
