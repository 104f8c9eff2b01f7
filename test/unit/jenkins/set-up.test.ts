import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JenkinsClient } from '../../../jenkins/client/client.ts';
import { readJob } from '../../../jenkins/job/digests.ts';
import { readElement } from '../../../jenkins/job/element.ts';
import { parametersIn } from '../../../jenkins/job/jenkinsfile-parameters.ts';
import { retrainingTemplate } from '../../../jenkins/job/retraining.ts';
import { type SetUpOptions, setUpJob } from '../../../jenkins/job/set-up.ts';
import { configXml, type JobTemplate } from '../../../jenkins/job/template.ts';
import { PACKAGE_ROOT } from '../../../pipeline/config/package-root.ts';
import type { JenkinsController } from '../../servers/jenkins/controller.ts';
import { openWorld } from './world.ts';

const JOB = 'team/new';
const JENKINSFILE = `pipeline {
  parameters {
    string(name: 'NAME', defaultValue: 'it\\'s <&> "試"', description: 'a\\nb')
    choice(name: 'PROMOTE', choices: ['ask', "never"], description: 'x')
    booleanParam(name: 'AGAIN', defaultValue: true, description: '')
    text name: 'NOTE', defaultValue: 'n', description: ''
  }
}`;
const SOURCE = {
  repository: 'https://git.example/a?b&c',
  branch: 'main',
  path: 'Jenkinsfile',
  credentials: null,
};
const TEMPLATE = retrainingTemplate(SOURCE, JENKINSFILE);

describe('setting up a job in Jenkins', () => {
  let controller: JenkinsController;
  let client: JenkinsClient;
  before(async () => {
    ({ controller, client } = await openWorld());
  });
  after(() => controller.stop());
  afterEach(() => controller.items.remove(JOB));
  const setUp = (template: JobTemplate = TEMPLATE, options: Partial<SetUpOptions> = {}, job = JOB) =>
    setUpJob(client, job, template, {
      force: false,
      createFolder: false,
      signal: new AbortController().signal,
      ...options,
    });
  const edit = (from: string | RegExp, to: string) => {
    const before = controller.job(JOB).config;
    controller.job(JOB).config = before.replace(from, to);
    assert.notEqual(controller.job(JOB).config, before);
  };

  it('makes it once, with parameters that hold any text, and then writes nothing', async () => {
    assert.equal((await setUp()).outcome, 'created');
    const job = controller.job(JOB);
    assert.deepEqual(
      job.parameters.map(({ name, defaultValue }) => [name, defaultValue]),
      [
        ['NAME', 'it\'s <&> "試"'],
        ['PROMOTE', ''],
        ['AGAIN', 'true'],
        ['NOTE', 'n'],
        ['TOUCHSTONE_KEY', ''],
      ],
    );
    const written = job.config;
    assert.equal((await setUp()).outcome, 'unchanged');
    assert.equal(job.config, written);
  });

  it('takes a job that Jenkins wrote anew after a build for the same', async () => {
    await setUp();
    edit('<flow-definition>', '<flow-definition plugin="workflow-job@1520.v56d65e3b_4566">');
    edit(
      '<scm class="hudson.plugins.git.GitSCM">',
      '<scm class="hudson.plugins.git.GitSCM" plugin="git@5.8.0">',
    );
    edit('<submoduleCfg class="empty-list"/>', '<submoduleCfg class="list"></submoduleCfg>');
    edit(
      /<choices[\s\S]*<\/choices>/,
      '<choices class="string-array"><string>ask</string><string>never</string></choices>',
    );
    edit('<trim>false</trim>', '');
    edit('<numToKeep>30</numToKeep>', '<numToKeep>7</numToKeep>');
    const tracker =
      'org.jenkinsci.plugins.pipeline.modeldefinition.actions.DeclarativeJobPropertyTrackerAction';
    edit(
      '<actions/>',
      `<actions><${tracker} plugin="pipeline-model-definition@2"><parameters><string>NAME</string></parameters></${tracker}></actions>`,
    );
    assert.equal((await setUp()).outcome, 'unchanged');
    // What its own Jenkinsfile declares by now is not a person's change.
    edit('<name>NOTE</name>', '<name>REMARK</name>');
    assert.equal((await setUp()).outcome, 'unchanged');
  });

  it('brings it up to date where only the template changed', async () => {
    await setUp();
    const newer = retrainingTemplate({ ...SOURCE, branch: 'release' }, JENKINSFILE);
    assert.deepEqual(await setUp(newer), { job: JOB, outcome: 'updated', parts: ['definition'] });
    assert.match(controller.job(JOB).config, /\*\/release/);
    assert.equal((await setUp(newer)).outcome, 'unchanged');
  });

  for (const [part, from, to] of [
    ['definition', '<scriptPath>Jenkinsfile<', '<scriptPath>mine/Jenkinsfile<'],
    [
      'definition',
      '<extensions/>',
      '<extensions><hudson.plugins.git.extensions.impl.LocalBranch/></extensions>',
    ],
    ['parameters', '<string>never</string>', '<string>sometimes</string>'],
    [
      'triggers',
      '<triggers/>',
      '<triggers><hudson.triggers.TimerTrigger><spec>H 3 * * *</spec></hudson.triggers.TimerTrigger></triggers>',
    ],
    ['disabled', '<disabled>false<', '<disabled>true<'],
    ['description', 'Retrains', 'Nightly. Retrains'],
  ] as const) {
    it(`does not overwrite what a person changed (${part}) unless told to`, async () => {
      await setUp();
      edit(from, to);
      const changed = controller.job(JOB).config;
      await assert.rejects(setUp(), { code: 'JENKINS_JOB_CHANGED', params: { job: JOB, parts: part } });
      assert.equal(controller.job(JOB).config, changed);
      assert.deepEqual((await setUp(TEMPLATE, { force: true })).outcome, 'updated');
      assert.equal((await setUp()).outcome, 'unchanged');
    });
  }

  it('does not take over a job of somebody else unless told to', async () => {
    controller.items.add(JOB, '<flow-definition><description>mine</description></flow-definition>');
    await assert.rejects(setUp(), { code: 'JENKINS_JOB_FOREIGN' });
    assert.equal((await setUp(TEMPLATE, { force: true })).outcome, 'updated');
  });

  it('wants the folder, or makes it where it is told to', async () => {
    await assert.rejects(setUp(TEMPLATE, {}, 'a/b/job'), {
      code: 'JENKINS_FOLDER_MISSING',
      params: { folder: 'a', user: 'admin' },
    });
    await assert.rejects(setUp(TEMPLATE, {}, 'team/retrain/job'), { code: 'JENKINS_NOT_A_FOLDER' });
    assert.equal((await setUp(TEMPLATE, { createFolder: true }, 'a/b/job')).outcome, 'created');
    assert.equal(controller.items.get('a/b')?.kind, 'folder');
  });

  it('reads the parameters of our own Jenkinsfile, all of them', () => {
    const text = readFileSync(join(PACKAGE_ROOT, 'Jenkinsfile'), 'utf8');
    const block = /parameters \{([\s\S]*?)\n\s*\}/.exec(text)![1]!;
    const names = Array.from(block.matchAll(/name: '(\w+)'/g), (match) => match[1]);
    assert.ok(names.includes('DATASET'));
    assert.deepEqual(
      parametersIn(text).map(({ name }) => name),
      names,
    );
  });

  it('writes XML that is well-formed whatever a text holds, and reads none that could harm', () => {
    const { xml } = configXml({ ...TEMPLATE, description: 'a\u0001<!-- ]]> \u{1f600}' });
    assert.equal(readElement(xml)?.name, 'flow-definition');
    assert.equal(readJob('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'), null);
    assert.equal(readJob(`${'<a>'.repeat(100)}${'</a>'.repeat(100)}`), null);
    assert.equal(readJob('<a><b></a>'), null);
  });
});
