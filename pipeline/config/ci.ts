import type { Environment } from './environment-reader.ts';

/** What a CI system says of the build that a command runs in. */
export interface CiBuild {
  readonly kind: 'jenkins' | 'cli';
  /** The build's page, without credentials; null where none is told. */
  readonly link: string | null;
  /** The branch, where the checkout itself only knows a commit. */
  readonly branch: string | null;
}

/** The build of Jenkins, GitLab CI, GitHub Actions or Forgejo that these variables tell of; of a person's terminal, nothing. */
export function ciBuild(env: Environment): CiBuild {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = env;
  const github =
    GITHUB_SERVER_URL && GITHUB_REPOSITORY && GITHUB_RUN_ID
      ? `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
      : undefined;
  const jenkins = Boolean(env.JENKINS_URL);
  return {
    kind: jenkins ? 'jenkins' : 'cli',
    link: webAddress((jenkins ? env.BUILD_URL : undefined) || env.CI_JOB_URL || github),
    branch: branchOf(env.BRANCH_NAME || env.CI_COMMIT_BRANCH || env.GITHUB_REF_NAME),
  };
}

function webAddress(text: string | undefined): string | null {
  if (!text || text.length > 2000 || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  return url.username === '' && url.password === '' ? text : null;
}

function branchOf(text: string | undefined): string | null {
  return text && /^[^\p{Cc}]{1,500}$/u.test(text) ? text : null;
}
