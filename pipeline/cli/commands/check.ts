import { basename } from 'node:path';
import { mappingText } from '../../../datasets/columns/mapping.ts';
import type { IntakeReport } from '../../contracts/data-reports.ts';
import { containerTitle, FORMAT_TITLES, mappingTitle, warningTitle } from '../../contracts/data-titles.ts';
import { problemOf, TouchstoneError } from '../../contracts/errors/error.ts';
import type { Language } from '../../contracts/names.ts';
import { REFINE_RULES, type RefineFinding } from '../../contracts/quality.ts';
import { RULES } from '../../contracts/quality-rules.ts';
import { SCORE_PART_NAMES, SCORE_PARTS, type ScoreCard } from '../../contracts/score-card.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import { readableFile } from '../http/upload.ts';
import { type SpecOptions, specFrom } from '../spec-document.ts';
import { printable } from '../terminal/printable.ts';
import { problemLines } from '../terminal/problem-lines.ts';
import { scoreLines } from '../terminal/score-lines.ts';
import { tableLines } from '../terminal/table.ts';

/** Examples of each rule that a person is shown. */
const EXAMPLES = 2;

/** What a dataset holds and what is wrong with it, without a service and without storing anything. */
export async function checkDatasetFile(
  cli: Cli,
  file: string,
  options: SpecOptions & { test?: string },
): Promise<number> {
  const { checkDataset } = await import('../../check/check-dataset.ts');
  const { parseSpec } = await import('../../engine/spec.ts');
  await readableFile(file);
  if (options.test !== undefined) await readableFile(options.test);
  const names = { dataset: basename(file), test: basename(options.test ?? '') };
  const findings: RefineFinding[] = [];
  const { intake, refine, unusable } = await checkDataset(
    {
      dataset: file,
      test: options.test ?? null,
      spec: parseSpec(await specFrom(options)),
      signal: cli.interrupt,
      onProgress: (percent) => cli.lines.draw([cli.say('checking', { percent: Math.floor(percent) })]),
    },
    (finding) => findings.push(finding),
  ).catch((error: unknown) => {
    throw TouchstoneError.from(error).inFile(names);
  });
  cli.lines.clear();
  const problem = unusable && problemOf(unusable.inFile(names), cli.language);
  const { format, container, encoding, mapping, normalised, warnings = [] } = intake;
  const { kept, dropped, held_back, fixed, score, dataset_findings, skipped } = refine;
  const records = refine.input;
  cli.result(
    {
      format,
      container,
      encoding,
      ...(mapping && { mapping }),
      ...(normalised && { normalised }),
      warnings,
      records,
      kept,
      dropped,
      held_back,
      fixed,
      usable: !problem,
      problem,
      score: scoreOf(score, cli.language),
      findings,
      dataset_findings,
      skipped,
    },
    [
      cli.say('checkedFile', {
        format: FORMAT_TITLES[format][cli.language],
        container: containerTitle(intake)[cli.language],
        encoding,
        records,
      }),
      ...intakeLines(cli, intake),
      cli.say('checkedRecords', { kept, dropped, heldBack: held_back, fixed }),
      ...ruleLines(cli, findings),
      ...dataset_findings.map(
        ({ rule, evidence }) => `${RULES[rule].title[cli.language]}: ${printable(evidence[cli.language])}`,
      ),
      ...skipped.map(({ reason }) => reason[cli.language]),
      '',
      ...scoreLines(score, cli.say, cli.language),
      '',
      ...(problem === null ? [cli.say('checkedUsable')] : problemLines(problem, cli.say)),
    ],
  );
  return problem === null ? EXIT.pass : EXIT.usage;
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

function ruleLines(cli: Cli, findings: readonly RefineFinding[]): string[] {
  const { say, language } = cli;
  const found = REFINE_RULES.map((rule) => ({
    rule,
    of: findings.filter((finding) => finding.rule === rule),
  })).filter(({ of }) => of.length > 0);
  if (found.length === 0) return [say('checkedClean')];
  const rows = found.map(({ rule, of }) => [
    RULES[rule].title[language],
    String(of.length),
    say(`action_${of[0]!.action}`),
    of
      .slice(0, EXAMPLES)
      .map((finding) => printable(`${finding.record}${finding.with === null ? '' : ` ↔ ${finding.with}`}`))
      .join(', '),
  ]);
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
