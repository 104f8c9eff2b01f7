import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parametersIn } from '../../../jenkins/job/jenkinsfile-parameters.ts';
import { retrainingTemplate } from '../../../jenkins/job/retraining.ts';
import { configXml } from '../../../jenkins/job/template.ts';
import { STAGE_NAMES } from '../../../pipeline/contracts/names.ts';
import { ROOT } from '../../../pipeline/setup/places.mjs';
import { ALL_PLUGINS } from '../../groovy/pipeline-build.ts';

const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');
const source = (name: string) => read('jenkins', 'library', 'src', 'touchstone', `${name}.groovy`);
const page = read('docs', 'jenkins.md');

/** What a map of the library has as keys, with what stands behind each: `name: value,` at one depth. */
function entries(text: string, name: string): Map<string, string> {
  const body = new RegExp(`Map ${name} = \\[\\n([\\s\\S]*?)\\n    \\]`).exec(text)![1]!;
  const found = body.matchAll(/^ {8}(\w+): (.*(?:\n {12,}.*|\n {8}\],?)*)/gm);
  return new Map(Array.from(found, ([, key, value]) => [key!, value!]));
}

describe('the shared library for Jenkins', () => {
  it('says everything in both languages, with the same gaps', () => {
    const sentences = entries(source('Texts'), 'SENTENCES');
    assert.ok(sentences.size > 30);
    for (const [key, value] of sentences) {
      const texts = /'zh-TW': '(.*?)',\s+'en': '(.*?)'/.exec(value);
      assert.ok(texts, key);
      const gaps = (text: string) => [...new Set(text.match(/\{\d\}/g) ?? [])].sort();
      assert.deepEqual(gaps(texts[1]!), gaps(texts[2]!), key);
    }
    const used = readdirSync(join(ROOT, 'jenkins', 'library', 'src', 'touchstone'))
      .flatMap((name) =>
        Array.from(
          source(name.replace('.groovy', '')).matchAll(/say\((?:[\w.]+, )?'(\w+)'/g),
          ([, key]) => key!,
        ),
      )
      .filter((key) => !sentences.has(key));
    assert.deepEqual(used, []);
  });

  it('follows every stage of a run, and has a name for it', () => {
    const stages = /STAGES =\n\s+\[(.*)\]/.exec(source('Retraining'))![1]!;
    assert.deepEqual(stages.replaceAll("'", '').split(', '), [...STAGE_NAMES]);
    const sentences = entries(source('Texts'), 'SENTENCES');
    for (const stage of STAGE_NAMES) assert.ok(sentences.has(stage), stage);
  });

  it('has every setting explained', () => {
    const table = page.slice(page.indexOf('## Settings'), page.indexOf('## What a real controller'));
    const first = Array.from(table.matchAll(/^\| (`.*?`) \|/gm), ([, cell]) => cell!);
    const explained = first.flatMap((cell) => cell.replaceAll('`', '').split(', '));
    assert.deepEqual(explained.sort(), [...entries(source('Settings'), 'DEFAULTS').keys()].sort());
  });

  it('asks for nothing that the sandbox of Jenkins keeps from scripts', () => {
    const kept =
      /\b(System|Runtime|Thread|File|URL|GroovyShell|Eval|JsonSlurper\w*|Class)\b[.(]|\bJenkins\.(get|instance)|rawBuild|\.causes\b|=~|\.execute\(|metaClass|\.@/;
    assert.match('interruption.causes.first()', kept);
    for (const folder of ['src/touchstone', 'vars']) {
      const root = join(ROOT, 'jenkins', 'library', folder);
      for (const name of readdirSync(root).filter((one) => one.endsWith('.groovy')))
        assert.doesNotMatch(readFileSync(join(root, name), 'utf8'), kept, name);
    }
  });

  it('has help for each of its steps', () => {
    const folder = join(ROOT, 'jenkins', 'library', 'vars');
    const names = readdirSync(folder).filter((name) => name.endsWith('.groovy'));
    assert.deepEqual(names.sort(), [
      'touchstoneDue.groovy',
      'touchstonePromote.groovy',
      'touchstoneRetrain.groovy',
      'touchstoneRun.groovy',
    ]);
    for (const name of names) assert.ok(existsSync(join(folder, name.replace('.groovy', '.txt'))), name);
  });
});

describe('the set-up files for Jenkins', () => {
  const file = parse(read('jenkins', 'setup', 'jenkins.yaml'));

  it('name the library and the credentials as the steps do', () => {
    const [library] = file.unclassified.globalLibraries.libraries;
    assert.equal(library.name, 'touchstone');
    assert.ok(
      existsSync(join(ROOT, library.retriever.modernSCM.libraryPath, 'vars', 'touchstoneRetrain.groovy')),
    );
    assert.equal(library.includeInChangesets, false);
    const { id } = file.credentials.system.domainCredentials[0].credentials[0].string;
    assert.equal(entries(source('Settings'), 'DEFAULTS').get('credentials'), `'${id}',`);
    assert.match(read('Jenkinsfile'), new RegExp(`defaultValue: '${id}'`));
    assert.match(file.jobs[0].file, /\/jobs\.groovy$/);
  });

  it('hold no secret, and only variables that the page explains', () => {
    const variables = new Set(Array.from(JSON.stringify(file).matchAll(/\$\{(\w+)\}/g), ([, name]) => name!));
    assert.deepEqual([...variables].sort(), [
      'TOUCHSTONE_API_KEY',
      'TOUCHSTONE_REPOSITORY',
      'TOUCHSTONE_SETUP',
      'TOUCHSTONE_URL',
    ]);
    for (const name of variables) assert.ok(page.includes(`| \`${name}\` |`), name);
    assert.match(file.credentials.system.domainCredentials[0].credentials[0].string.secret, /^\$\{/);
  });

  it('ask for the plugins that the page explains, those of our steps among them', () => {
    const listed = read('jenkins', 'setup', 'plugins.txt')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    for (const plugin of listed) assert.ok(page.includes(`\`${plugin}\``), plugin);
    assert.deepEqual(
      ALL_PLUGINS.filter((plugin) => !listed.includes(plugin)),
      [],
    );
  });

  it('hold the job as the client would write it for this Jenkinsfile', () => {
    const source = {
      repository: 'https://git.example.org/data/petitions.git',
      branch: 'main',
      path: 'Jenkinsfile',
    };
    const { xml } = configXml(retrainingTemplate({ ...source, credentials: null }, read('Jenkinsfile')));
    assert.equal(read('jenkins', 'setup', 'config.xml'), xml);
  });

  it('go with a Jenkinsfile whose parameters the client can read', () => {
    const parameters = parametersIn(read('Jenkinsfile'));
    assert.deepEqual(
      parameters.map(({ name }) => name),
      [
        'DATASET',
        'NAME',
        'SPEC',
        'BASE',
        'PROMOTE',
        'ON_FAIL',
        'APPROVERS',
        'URL',
        'CREDENTIALS',
        'AGENT',
        'IMAGE',
        'LANGUAGE',
      ],
    );
    assert.ok(parameters.every(({ description }) => description !== ''));
  });
});
