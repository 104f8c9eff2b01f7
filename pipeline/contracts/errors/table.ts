import { apiErrors } from './api.ts';
import { baseErrors } from './base.ts';
import { cliErrors } from './cli.ts';
import { documentErrors } from './document.ts';
import type { ErrorEntry } from './entry.ts';
import { evaluationErrors } from './evaluation.ts';
import { generateErrors } from './generate.ts';
import { generateLostErrors } from './generate-lost.ts';
import { gitErrors } from './git.ts';
import { gitContentErrors } from './git-content.ts';
import { gitWebhookErrors } from './git-webhook.ts';
import { inputErrors } from './input.ts';
import { jenkinsConnectionErrors } from './jenkins-connection.ts';
import { jenkinsWorkErrors } from './jenkins-work.ts';
import { kubernetesErrors } from './kubernetes.ts';
import { kubernetesJobErrors } from './kubernetes-job.ts';
import { nodeErrors } from './node.ts';
import { noticeErrors } from './notice.ts';
import { registryErrors } from './registry.ts';
import { reviewErrors } from './review.ts';
import { runErrors } from './run.ts';
import { slurmErrors } from './slurm.ts';
import { slurmJobErrors } from './slurm-job.ts';
import { specErrors } from './spec.ts';
import { storeErrors } from './store.ts';
import { suiteErrors } from './suite.ts';
import { trainerErrors } from './trainer.ts';
import { triggerErrors } from './trigger.ts';

/** Every error code that Touchstone gives out. Codes are stable: never rename one, never reuse one. */
const table = {
  ...inputErrors,
  ...documentErrors,
  ...specErrors,
  ...evaluationErrors,
  ...generateErrors,
  ...generateLostErrors,
  ...runErrors,
  ...storeErrors,
  ...trainerErrors,
  ...baseErrors,
  ...registryErrors,
  ...suiteErrors,
  ...triggerErrors,
  ...reviewErrors,
  ...noticeErrors,
  ...nodeErrors,
  ...gitErrors,
  ...gitContentErrors,
  ...gitWebhookErrors,
  ...apiErrors,
  ...cliErrors,
  ...jenkinsConnectionErrors,
  ...jenkinsWorkErrors,
  ...slurmErrors,
  ...slurmJobErrors,
  ...kubernetesErrors,
  ...kubernetesJobErrors,
};

export type ErrorCode = keyof typeof table;
export const ERRORS: Readonly<Record<ErrorCode, ErrorEntry>> = table;
