import assert from 'node:assert/strict';
import { ciBuild } from '../../../../pipeline/config/ci.ts';

describe('the build that a command runs in', () => {
  it('is told by what Jenkins, GitLab CI and GitHub Actions set', () => {
    const jenkins = { JENKINS_URL: 'https://ci/', BUILD_URL: 'https://ci/job/x/7/', BRANCH_NAME: 'main' };
    assert.deepEqual(ciBuild(jenkins), { kind: 'jenkins', link: 'https://ci/job/x/7/', branch: 'main' });
    const gitlab = { CI: 'true', CI_JOB_URL: 'https://lab/-/jobs/1', CI_COMMIT_BRANCH: 'b' };
    assert.deepEqual(ciBuild(gitlab), { kind: 'cli', link: 'https://lab/-/jobs/1', branch: 'b' });
    const github = {
      GITHUB_SERVER_URL: 'https://github.example',
      GITHUB_REPOSITORY: 'a/b',
      GITHUB_RUN_ID: '9',
    };
    assert.equal(ciBuild(github).link, 'https://github.example/a/b/actions/runs/9');
    assert.deepEqual(ciBuild({}), { kind: 'cli', link: null, branch: null });
  });

  it('has no link that holds a password or is no web address', () => {
    for (const url of ['https://u:p@ci/job', 'javascript:alert(1)', 'nonsense']) {
      assert.equal(ciBuild({ JENKINS_URL: 'x', BUILD_URL: url }).link, null);
    }
  });
});
