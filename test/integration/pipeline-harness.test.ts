import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { JAVA_INSTALL } from '../groovy/java.ts';
import { type BuildOptions, type BuildPage, BY_PUSH, PipelineBuild } from '../groovy/pipeline-build.ts';
import { scriptProcesses } from '../groovy/sh-processes.ts';
import { notExercised } from '../preflight.ts';

/** What stands in for a controller behaves as the documents say: on it rests what the other tests of the Jenkinsfile say. */
describe('the stand-in for a Jenkins pipeline', function () {
  this.timeout(60_000);
  let home: string;
  let build: PipelineBuild | undefined;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'touchstone-pipeline-'));
  });
  afterEach(async () => {
    await build?.dispose();
    for (const pid of scriptProcesses(home, 'job')) process.kill(pid, 'SIGKILL');
    rmSync(home, { recursive: true, force: true });
  });

  async function start(test: Mocha.Context, options: Partial<BuildOptions>): Promise<PipelineBuild> {
    const whole = { home, job: 'job', number: 1, url: 'http://127.0.0.1:1/', scm: null, ...options };
    build = (await PipelineBuild.start(whole)) ?? notExercised(test, 'Java 17', JAVA_INSTALL);
    return build;
  }
  const ended = async (test: Mocha.Context, options: Partial<BuildOptions>) =>
    (await start(test, options)).ended();
  const statuses = ({ stages }: BuildPage) => Object.fromEntries(stages.map((one) => [one.name, one.status]));

  it('runs stages in order, skips those after a failure, and post in its own order', async function () {
    const script = `
      pipeline {
        agent any
        options { timeout(time: 1, unit: 'MINUTES'); buildDiscarder(logRotator(numToKeepStr: '3')) }
        parameters { string(name: 'A', defaultValue: 'x y'); choice(name: 'C', choices: ['p', 'q']) }
        environment { E = 'of the pipeline' }
        stages {
          stage('first') {
            when { expression { params.C == 'p' } }
            steps {
              sh 'echo "said $E, $A"'
              script {
                int status = sh(returnStatus: true, script: 'exit 3')
                String out = sh(returnStdout: true, script: 'printf got')
                echo "status \${status}, \${out}"
              }
            }
            post { always { echo 'after first' } }
          }
          stage('shaky') { steps { unstable('hm') } }
          stage('broken') { steps { error 'boom' } }
          stage('never') { steps { echo 'never' } }
        }
        post {
          failure { echo 'P failure' }
          always { echo 'P always' }
          aborted { echo 'P aborted' }
          cleanup { echo 'P cleanup' }
        }
      }`;
    const page = await ended(this, { script });
    const { log } = build!;
    assert.equal(page.result, 'FAILURE');
    assert.deepEqual(statuses(page), {
      first: 'SUCCESS',
      shaky: 'UNSTABLE',
      broken: 'FAILED',
      never: 'NOT_EXECUTED',
    });
    assert.match(log, /said of the pipeline, x y\n/);
    assert.match(log, /\+ echo said/, 'sh traces its commands');
    assert.match(log, /status 3, got/);
    assert.ok(log.indexOf('after first') < log.indexOf('P always'));
    assert.ok(log.indexOf('P always') < log.indexOf('P failure'));
    assert.ok(log.indexOf('P failure') < log.indexOf('P cleanup'));
    assert.doesNotMatch(log, /P aborted|\bnever\n/);
    assert.match(log, /ERROR: boom/);
    assert.deepEqual(page.properties, ['buildDiscarder']);
  });

  it('stops a script with SIGTERM when somebody aborts, and lets catch and post do their work', async function () {
    const script = `
      import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException
      pipeline {
        agent any
        stages {
          stage('long') {
            steps {
              script {
                try {
                  sh '''#!/bin/sh
                    trap 'echo got TERM; exit 9' TERM
                    echo begun
                    while :; do sleep 0.1; done
                  '''
                } catch (FlowInterruptedException interruption) {
                  sh 'echo cleaning up'
                  throw interruption
                }
              }
            }
          }
        }
        post { aborted { sh 'echo post aborted' } }
      }`;
    await start(this, { script });
    await build!.shows(/begun/);
    build!.abort('lin');
    const page = await build!.ended();
    assert.deepEqual([page.result, statuses(page).long], ['ABORTED', 'ABORTED']);
    assert.match(
      build!.log,
      /Sending interrupt signal to process.*got TERM.*cleaning up.*post aborted.*Aborted by lin/s,
    );
    assert.deepEqual(scriptProcesses(home, 'job'), []);
  });

  it('goes on at the script that ran when the controller died', async function () {
    const script = `
      node {
        sh 'echo once >> once.txt'
        String out = ''
        withEnv(['WORD=kept']) {
          timeout(time: 1, unit: 'MINUTES') {
            sh 'echo begun; while [ ! -e go ]; do sleep 0.1; done; echo "$WORD" > word.txt; echo through'
          }
        }
        out = sh(returnStdout: true, script: 'cat once.txt word.txt')
        echo "in the end: \${out.split('\\n').join('+')}"
      }`;
    await start(this, { script });
    await build!.shows(/^begun$/m);
    await build!.kill();
    assert.ok(scriptProcesses(home, 'job').length > 0, 'the script lives without the controller');
    writeFileSync(join(home, 'workspace', 'job', 'go'), '');
    build!.resume();
    const page = await build!.ended();
    assert.equal(page.result, 'SUCCESS');
    assert.match(build!.log, /Resuming build.*through.*in the end: once\+kept/s);
    assert.equal(build!.log.match(/^begun$/gm)!.length, 1, 'output is shown once');
    assert.equal(readFileSync(join(home, 'workspace', 'job', 'once.txt'), 'utf8'), 'once\n');
  });

  it('stops what takes too long, and keeps secrets out of the console', async function () {
    const script = `
      node {
        withCredentials([string(credentialsId: 'key', variable: 'KEY')]) {
          timeout(time: 500, unit: 'MILLISECONDS') {
            sh 'echo "the key is $KEY"; sleep 30'
          }
        }
      }`;
    const page = await ended(this, { script, credentials: { key: 's3cret-key' } });
    assert.equal(page.result, 'ABORTED');
    assert.match(build!.log, /the key is \*\*\*\*/);
    assert.match(build!.log, /Timeout has been exceeded/);
    assert.doesNotMatch(readFileSync(join(build!.directory, 'log'), 'utf8'), /s3cret/);
  });

  it('asks outside an agent, takes an answer from submitters alone, and still asks after a restart', async function () {
    const script = `
      Map answer = input(id: 'promote', message: 'Well?', submitter: 'mei, ops', submitterParameter: 'WHO',
        parameters: [string(name: 'REASON', defaultValue: '')])
      echo "\${answer.WHO} says \${answer.REASON}"`;
    await start(this, { script });
    const question = await build!.asks();
    assert.deepEqual(
      [question.id, question.submitters, question.onAgent],
      ['Promote', ['mei', 'ops'], false],
    );
    assert.equal(await build!.refused('lin'), 403);
    await build!.kill();
    build!.resume();
    await build!.asks();
    build!.answer('mei', true, { REASON: 'read it' });
    assert.equal((await build!.ended()).result, 'SUCCESS');
    assert.match(build!.log, /mei says read it/);
  });

  it('wants an agent where a step needs one, and the plugin that a step is from', async function () {
    assert.equal((await ended(this, { script: "sh 'true'" })).result, 'FAILURE');
    assert.match(build!.log, /hudson\.FilePath is missing/);
    const without = { script: "node { junit 'a.xml' }", number: 2, plugins: [] };
    assert.equal((await ended(this, without)).result, 'FAILURE');
    assert.match(build!.log, /No such DSL method 'junit'/);
  });

  it('checks the repository out, and tells what a push changed', async function () {
    const url = join(home, 'repository');
    const git = (...args: string[]) => execFileSync('git', ['-C', url, ...args], { encoding: 'utf8' });
    const commit = (files: Record<string, string>) => {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(url, path)), { recursive: true });
        writeFileSync(join(url, path), text);
      }
      git('add', '-A');
      git('-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '-q', '-m', 'x');
    };
    mkdirSync(url);
    git('init', '-q', '-b', 'main');
    const script = `
      library identifier: 'own@here', changelog: false, retriever: legacySCM(libraryPath: 'ci/lib', scm: scm)
      pipeline {
        agent none
        stages {
          stage('data') {
            agent any
            when { anyOf { changeset 'data/**'; triggeredBy 'UserIdCause' } }
            steps { greet(who: 'data'); sh 'cat data/a.txt' }
          }
        }
      }`;
    commit({
      Jenkinsfile: script,
      'data/a.txt': 'one',
      'ci/lib/vars/greet.groovy': `def call(Map given) { echo "hello \${given.who}" }`,
    });
    const scm = { url, branch: 'main' };
    const first = await ended(this, { scm });
    assert.equal(first.result, 'SUCCESS', build!.log);
    assert.match(build!.log, /hello data.*one/s);
    commit({ 'README.md': 'words' });
    const words = await ended(this, { scm, number: 2, causes: BY_PUSH });
    assert.deepEqual([words.result, statuses(words).data], ['SUCCESS', 'NOT_EXECUTED']);
    commit({ 'data/a.txt': 'two' });
    const data = await ended(this, { scm, number: 3, causes: BY_PUSH });
    assert.deepEqual([data.result, statuses(data).data], ['SUCCESS', 'SUCCESS']);
  });
});
