import type { GenerationMethod } from '../../pipeline/contracts/generation.ts';
import type { GenerationKind } from './kind.ts';
import { hardNegatives, rareClasses, rewrites } from './kinds/classification.ts';
import { documentLabels } from './kinds/document-labels.ts';
import { documentQuestions } from './kinds/document-questions.ts';
import { documentTerms } from './kinds/document-terms.ts';
import { documentExplanations, documentSubjects, documentSummaries } from './kinds/document-texts.ts';

/** Every method; one without a kind does not compile. */
export const GENERATION_KINDS: Readonly<Record<GenerationMethod, GenerationKind>> = {
  rare_classes: rareClasses,
  rewrites,
  hard_negatives: hardNegatives,
  document_labels: documentLabels,
  document_questions: documentQuestions,
  document_subjects: documentSubjects,
  document_explanations: documentExplanations,
  document_summaries: documentSummaries,
  document_terms: documentTerms,
};
