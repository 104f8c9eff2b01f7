import type { ComponentChildren } from 'preact';
import type { AnswerFileReportModel } from '../../pipeline/contracts/answer-figures.ts';
import type { Language } from '../../pipeline/contracts/names.ts';
import { TASKS } from '../../pipeline/contracts/tasks.ts';
import { answerAdviceForFile } from '../advice/answers/rules.ts';
import { AdviceList } from '../components/advice-list.tsx';
import { visible } from '../format/visible.ts';
import { SectionedPage } from '../page/sectioned-page.tsx';
import { exampleGroups, groupTotals } from '../reading/answer-examples.ts';
import { headlineOf } from '../reading/answer-headline.ts';
import type { ShownAnswers } from '../reading/answer-systems.ts';
import { shownFile } from '../reading/file-answers.ts';
import { perHundred } from '../reading/per-hundred.ts';
import type { AnswerTexts } from '../texts/answers-texts.ts';
import { AnswerChance } from './answer-chance.tsx';
import { AnswerExamples } from './answer-examples.tsx';
import { AnswerGlossary } from './answer-glossary.tsx';
import { AnswerPicture } from './answer-picture.tsx';
import type { AnswerReader } from './answer-reader.ts';
import { fileReaderOf } from './file-reader.ts';
import { GradeFigure } from './grade-figure.tsx';
import { GroupTable } from './group-table.tsx';
import { JudgeSection } from './judge-section.tsx';
import { MetricTable } from './metric-table.tsx';
import { PartDifferences } from './part-differences.tsx';
import { PrimaryLine } from './statement.tsx';

const LIMIT = 0.05;

interface SectionProps {
  readonly model: AnswerFileReportModel;
  readonly shown: ShownAnswers;
  readonly reader: AnswerReader;
}

type SectionId = keyof AnswerTexts['file']['sections'];

const BODIES: Readonly<Record<SectionId, (props: SectionProps) => ComponentChildren>> = {
  result: ResultSection,
  advice: AdviceSection,
  comparison: FiguresSection,
  answers: ({ shown, reader }) => <GradeFigure evaluation={shown} reader={reader} />,
  parts: ({ shown, reader }) => {
    const kind = TASKS[shown.task].groups;
    return kind === null ? null : (
      <>
        <GroupTable
          kind={kind}
          tuned={shown.systems.tuned.groups}
          base={shown.systems.base?.groups ?? null}
          reader={reader}
        />
        <PartDifferences kind={kind} comparisons={shown.comparisons} reader={reader} />
      </>
    );
  },
  examples: ({ model, shown, reader }) => (
    <AnswerExamples
      groups={exampleGroups(model)}
      reference="base"
      totals={groupTotals(shown, 'base')}
      reader={reader}
    />
  ),
  glossary: ({ shown, reader }) => <AnswerGlossary task={shown.task} ofRun={false} reader={reader} />,
};

/** The report on a file of written answers in one language; sections that need a pipeline are not in it. */
export function AnswerFilePage({ model, language }: { model: AnswerFileReportModel; language: Language }) {
  const shown = shownFile(model.figures);
  const { groups, title } = TASKS[shown.task];
  const labels = groups === null ? [] : shown.systems.tuned.groups.map(({ name }) => name);
  const reader = fileReaderOf(language, model.language, shown.task, labels);
  const { answers } = reader;
  const { sections, ...texts } = answers.file;
  const name = visible(model.name);
  return (
    <SectionedPage
      language={language}
      reader={reader}
      title={texts.title(name)}
      description={texts.kind}
      kind={`${texts.kind} · ${title[language]}`}
      name={name}
      bodies={BODIES}
      headings={groups === null ? sections : { ...sections, parts: answers.parts[groups] }}
      isHeld={(id) => id !== 'parts' || groups !== null}
      props={{ model, shown, reader }}
      labels={labels}
      files={texts.files}
    />
  );
}

function ResultSection({ model, shown, reader }: SectionProps) {
  const { answers, figures, task } = reader;
  const headline = headlineOf(shown);
  const { unreadable } = shown.systems.tuned;
  // Without a baseline there is nothing that a text could be closer than.
  const isCounted = headline.kind === 'whole' || shown.systems.base !== null;
  return (
    <div class="statement">
      <div>
        {isCounted ? (
          <p class="statement-sentence">
            {task.ofFile(
              {
                tuned: String(perHundred(headline.tuned)),
                base: headline.base === null ? null : String(perHundred(headline.base)),
                production: null,
              },
              figures.count(shown.n),
            )}
          </p>
        ) : null}
        <ul>
          <PrimaryLine evaluation={shown} reader={reader} />
          <li>{task.remaining(String(100 - perHundred(headline.tuned)))}</li>
          {unreadable === 0 ? null : (
            <li>{answers.unreadableNow(figures.count(unreadable), figures.count(shown.n))}</li>
          )}
          {model.warnings.map((warning) => (
            <li key={warning.en}>{visible(warning[reader.language])}</li>
          ))}
        </ul>
      </div>
      {isCounted ? <AnswerPicture headline={headline} reader={reader} /> : null}
    </div>
  );
}

function AdviceSection({ model, reader }: SectionProps) {
  const items = answerAdviceForFile(model);
  return (
    <>
      {items.length === 0 ? null : <p class="lead">{reader.texts.advice.lead}</p>}
      <AdviceList items={items} reader={reader} />
    </>
  );
}

function FiguresSection({ model, shown, reader }: SectionProps) {
  return (
    <>
      <p class="lead">{reader.answers.file.lead(reader.figures.count(shown.n))}</p>
      <MetricTable evaluation={shown} reader={reader} />
      <div class="chances">
        {shown.comparisons.map((comparison) => (
          <AnswerChance
            key={comparison.reference}
            comparison={comparison}
            n={shown.n}
            confidence={shown.confidence}
            limit={LIMIT}
            reader={reader}
          />
        ))}
      </div>
      <JudgeSection judge={model.figures.judge ?? null} reader={reader} />
    </>
  );
}
