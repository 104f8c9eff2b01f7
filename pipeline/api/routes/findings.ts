import { z } from 'zod';
import { runIdSchema } from '../../contracts/api/fields.ts';
import type { BlobRef } from '../../contracts/artifact.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { FINDING_FORMS, type FindingForm, findingList } from '../../contracts/finding-list.ts';
import { jsonLines } from '../../contracts/json-lines.ts';
import type { RefineFinding } from '../../contracts/quality.ts';
import type { RunView } from '../../contracts/views.ts';
import { defineRoute, type Route } from './route.ts';

const MEDIA: Readonly<Record<FindingForm, string>> = {
  jsonl: 'application/jsonl; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
};

export const findingRoutes: readonly Route[] = [
  defineRoute({
    name: 'listFindings',
    summary: "Every record that cleaning touched, with rule, evidence and action, in the reader's language",
    method: 'get',
    path: '/v1/runs/:id/findings',
    access: 'reader',
    params: z.strictObject({ id: runIdSchema }),
    query: z.strictObject({ format: z.enum(FINDING_FORMS).default('jsonl') }),
    answers: [
      { status: 200, description: 'A finding a line', media: 'application/jsonl' },
      { status: 200, description: 'a table that is safe to open in a spreadsheet', media: 'text/csv' },
    ],
    handle: async ({ service, params, query: { format }, language }) => {
      const findings = findingsOf(await service.runs.show(params.id, language));
      return {
        kind: 'stream',
        media: MEDIA[format],
        filename: `${params.id}-findings.${format}`,
        open: async () => {
          const stored = jsonLines(await service.artifacts.openStream(findings.digest));
          return findingList(stored as AsyncGenerator<RefineFinding>, format, language);
        },
      };
    },
  }),
];

/** Error: `FINDINGS_NOT_READY`. */
function findingsOf(run: RunView): BlobRef {
  const findings = run.stages.find(({ stage }) => stage === 'refine')?.outputs?.findings;
  if (findings?.kind === 'blob') return findings;
  throw new TouchstoneError('FINDINGS_NOT_READY', { params: { run: run.id } });
}
