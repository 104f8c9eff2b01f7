import { basename, resolve } from 'node:path';
import { mappingText } from '../../../datasets/columns/mapping.ts';
import type { DatasetCheck } from '../../check/check-dataset.ts';
import type { IntakeReport } from '../../contracts/data-reports.ts';
import { containerTitle, FORMAT_TITLES, mappingTitle, warningTitle } from '../../contracts/data-titles.ts';
import type { DatasetDecision } from '../../contracts/decisions.ts';
import { problemOf, TouchstoneError } from '../../contracts/errors/error.ts';
import type { Language } from '../../contracts/names.ts';
import { findingFacts, REFINE_RULES, type RefineFinding } from '../../contracts/quality.ts';
import { RULES } from '../../contracts/quality-rules.ts';
import type { ReadingHints } from '../../contracts/reading.ts';
import { SCORE_PART_NAMES, SCORE_PARTS, type ScoreCard } from '../../contracts/score-card.ts';
import type { Cli } from '../context.ts';
import { withUpload } from '../documents/pack.ts';
import { readableSource } from '../documents/sources.ts';
import { EXIT } from '../exit-status.ts';
import { readableFile } from '../http/upload.ts';
import { decisionsInForce } from '../review/decisions.ts';
import { type SpecOptions, specFrom } from '../spec-document.ts';
import { printable } from '../terminal/printable.ts';
import { problemLines } from '../terminal/problem-lines.ts';
import { scoreLines } from '../terminal/score-lines.ts';
import { tableLines } from '../terminal/table.ts';
import { documentLines } from './check-documents.ts';
import { kindIn, packedLines } from './run.ts';

/** Examples of each rule that a person is shown. */
const EXAMPLES = 2;

/**
 * What a dataset holds and what is wrong with it, without storing anything. Only to know what people decided about a dataset
 * of that `name`, and said of its columns, is a service asked.
 */
export async function checkDatasetFile(
  cli: Cli,
  files: readonly string[],
  options: SpecOptions & { test?: string; name?: string },
): Promise<number> {
  for (const file of files) await readableSource(file);
  if (options.test !== undefined) await readableFile(options.test);
  const spec = await specFrom(options);
  const { name } = options;
  const decided =
    name === undefined
      ? null
      : { name, decisions: await decisionsInForce(cli, name), earlier: await columnsSaid(cli, name) };
  return withUpload(files, { kind: kindIn(spec), signal: cli.interrupt }, async ({ file, packed }) => {
    for (const line of packedLines(cli, packed)) cli.print(line);
    const shown = basename(resolve(packed === null ? file : files[0]!));
    return checkUpload(cli, { dataset: file, shown, spec, test: options.test ?? null, decided });
  });
}

interface Upload {
  readonly dataset: string;
  /** What people know it by. */
  readonly shown: string;
  readonly test: string | null;
  readonly spec: Record<string, unknown>;
  /** What people decided about the dataset of this name, and said last of its columns; null where none was named. */
  readonly decided: {
    readonly name: string;
    readonly decisions: readonly DatasetDecision[];
    readonly earlier: ReadingHints['columns'];
  } | null;
}

/** What was said last of a dataset's columns: a run reads the next upload by it where that has them all. */
async function columnsSaid(cli: Cli, name: string): Promise<ReadingHints['columns']> {
  const client = await cli.client();
  const versions = await client.listDatasetVersions(name, Number.POSITIVE_INFINITY);
  return versions.find(({ reading }) => reading?.columns !== undefined)?.reading?.columns;
}

async function checkUpload(cli: Cli, { dataset, shown, test, spec, decided }: Upload): Promise<number> {
  const { checkDataset } = await import('../../check/check-dataset.ts');
  const { parseSpec } = await import('../../engine/spec.ts');
  const names = { dataset: shown, test: basename(test ?? '') };
  const list = cli.json ? cli.resultList('findings') : null;
  const found = new FoundRules();
  const checked = await checkDataset(
    {
      dataset,
      test,
      spec: parseSpec(spec),
      decisions: decided?.decisions ?? [],
      ...(decided?.earlier && { earlier: decided.earlier }),
      signal: cli.interrupt,
      onProgress: (percent) =>
        cli.lines.draw([cli.say('checking', { percent: Math.floor(percent) })], {
          type: 'work',
          work: 'check',
          percent,
        }),
    },
    (finding) => list?.add(finding) ?? found.see(finding),
  ).catch((error: unknown) => {
    throw TouchstoneError.from(error).inFile(names);
  });
  cli.lines.clear();
  const { intake, refine } = checked;
  const problem = checked.unusable && problemOf(checked.unusable.inFile(names), cli.language);
  const { format, container, encoding, mapping, normalised, warnings = [], documents } = intake;
  const { kept, dropped, held_back, fixed } = refine ?? { kept: 0, dropped: 0, held_back: 0, fixed: 0 };
  const records = refine?.input ?? 0;
  const result = {
    ...{ format, container, encoding, ...(mapping && { mapping }), ...(normalised && { normalised }) },
    ...{ warnings, records, kept, dropped, held_back, fixed, ...(documents && { documents }) },
    usable: !problem,
    problem,
    score: refine && scoreOf(refine.score, cli.language),
    dataset_findings: refine?.dataset_findings ?? [],
    skipped: refine?.skipped ?? [],
    ...(decided && { decided: refine?.decided ?? null }),
  };
  list?.end(result);
  if (list === null) {
    for (const line of [
      ...(documents
        ? documentLines(cli, documents)
        : [...recordLines(cli, checked, found), ...decidedLines(cli, checked, decided)]),
      ...(problem
        ? problemLines(problem, cli.say)
        : [cli.say(documents ? 'checkedGenerates' : 'checkedUsable')]),
    ])
      cli.print(line);
  }
  return problem === null ? EXIT.pass : EXIT.usage;
}

/** What a person reads of a file of records. */
function recordLines(cli: Cli, { intake, refine }: DatasetCheck, found: FoundRules): string[] {
  const { say, language } = cli;
  const { encoding } = intake;
  const format = FORMAT_TITLES[intake.format][language];
  const container = containerTitle(intake)[language];
  const file = say('checkedFile', { format, container, encoding, records: refine?.input ?? 0 });
  if (refine === null) return [file, ...intakeLines(cli, intake)];
  const { kept, dropped, held_back: heldBack, fixed, score, dataset_findings: ofDataset, skipped } = refine;
  return [
    file,
    ...intakeLines(cli, intake),
    say('checkedRecords', { kept, dropped, heldBack, fixed }),
    ...ruleLines(cli, found),
    ...ofDataset.map(
      ({ rule, evidence }) => `${RULES[rule].title[language]}: ${printable(evidence[language])}`,
    ),
    ...skipped.map(({ reason }) => reason[language]),
    '',
    ...scoreLines(score, say, language),
    '',
  ];
}

/** What became of people's decisions. */
function decidedLines({ say }: Cli, { refine }: DatasetCheck, decided: Upload['decided']): string[] {
  if (decided === null || refine === null) return [];
  const { decisions, without_record: gone } = refine.decided;
  return [say('checkedDecided', { name: decided.name, decisions, gone })];
}

/** What a person should know of the way in which the file was read. */
function intakeLines({ say, language }: Cli, { mapping, normalised, warnings = [] }: IntakeReport): string[] {
  const lines: string[] = [];
  if (mapping !== undefined) {
    const shown = printable(mappingTitle(mapping));
    const example = printable(mappingText(Object.entries(mapping.columns)));
    lines.push(
      mapping.guessed
        ? say('checkedGuess', { mapping: shown, example })
        : say('checkedMapping', { mapping: shown }),
    );
  }
  if (normalised !== undefined && normalised.texts > 0) {
    lines.push(say('checkedNormalised', { texts: normalised.texts }));
  }
  return [...lines, ...warnings.map((warning) => printable(warningTitle(warning)[language]))];
}

/** A score card for programs: each part with its formula. */
function scoreOf({ overall, parts, advice }: ScoreCard, language: Language) {
  return {
    overall,
    parts: Object.fromEntries(
      SCORE_PART_NAMES.map((part) => [
        part,
        { score: parts[part], formula: SCORE_PARTS[part].formula[language] },
      ]),
    ),
    advice: advice.map(({ part, points, text }) => ({ part, points, text: text[language] })),
  };
}

/** The findings of each rule: how many, and what a person is shown of them. */
class FoundRules {
  readonly of = new Map<RefineFinding['rule'], { count: number; first: RefineFinding[] }>();

  see(finding: RefineFinding): void {
    const known = this.of.get(finding.rule);
    if (known === undefined) {
      this.of.set(finding.rule, { count: 1, first: [finding] });
      return;
    }
    known.count += 1;
    if (known.first.length < EXAMPLES) known.first.push(finding);
  }
}

function ruleLines({ say, language }: Cli, found: FoundRules): string[] {
  if (found.of.size === 0) return [say('checkedClean')];
  const rows = [...REFINE_RULES, 'decision' as const].flatMap((rule) => {
    const of = found.of.get(rule);
    if (of === undefined) return [];
    const examples = of.first.map((finding) =>
      printable(`${finding.record}${finding.with === null ? '' : ` ↔ ${finding.with}`}`),
    );
    return [
      [
        findingFacts(rule).title[language],
        String(of.count),
        say(`action_${of.first[0]!.action}`),
        examples.join(', '),
      ],
    ];
  });
  return tableLines(
    [
      { title: say('head_rule') },
      { title: say('head_found'), align: 'right' },
      { title: say('head_action') },
      { title: say('head_examples') },
    ],
    rows,
  );
}
