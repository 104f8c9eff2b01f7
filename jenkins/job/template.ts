import { DIGEST_MARK, digestsOf, type JobDigests } from './digests.ts';
import { escaped } from './escaped.ts';

/** A parameter as config.xml knows it. */
export interface TemplateParameter {
  readonly name: string;
  readonly kind: 'string' | 'text' | 'boolean' | 'choice' | 'file';
  readonly description: string;
  /** Of a choice: all of them, the first of which is the default. Else one. None for a file. */
  readonly values: readonly string[];
}

/** Where the steps of a job come from. */
export type TemplateDefinition =
  | { readonly kind: 'script'; readonly script: string }
  | {
      readonly kind: 'repository';
      readonly url: string;
      readonly branch: string;
      readonly path: string;
      /** Id of the credentials in Jenkins; null: none. */
      readonly credentials: string | null;
    };

/** A pipeline job as we would have it. */
export interface JobTemplate {
  readonly description: string;
  readonly parameters: readonly TemplateParameter[];
  readonly definition: TemplateDefinition;
  /** Whether a second build waits for the first. */
  readonly oneAtATime: boolean;
  readonly keptBuilds: number;
}

/** The job's config.xml; its description's last line says what was written, so that a change by hand is noticed later. */
export function configXml(template: JobTemplate): { readonly xml: string; readonly digests: JobDigests } {
  const digests = digestsOf(write(template, template.description));
  return { xml: write(template, `${template.description}\n${DIGEST_MARK.write(digests)}`), digests };
}

function write(template: JobTemplate, description: string): string {
  const { parameters, definition, oneAtATime, keptBuilds } = template;
  return [
    "<?xml version='1.1' encoding='UTF-8'?>",
    '<flow-definition>',
    '  <actions/>',
    `  <description>${escaped(description)}</description>`,
    '  <keepDependencies>false</keepDependencies>',
    '  <properties>',
    ...(oneAtATime
      ? ['    <org.jenkinsci.plugins.workflow.job.properties.DisableConcurrentBuildsJobProperty/>']
      : []),
    '    <jenkins.model.BuildDiscarderProperty>',
    '      <strategy class="hudson.tasks.LogRotator">',
    '        <daysToKeep>-1</daysToKeep>',
    `        <numToKeep>${keptBuilds}</numToKeep>`,
    '        <artifactDaysToKeep>-1</artifactDaysToKeep>',
    '        <artifactNumToKeep>-1</artifactNumToKeep>',
    '      </strategy>',
    '    </jenkins.model.BuildDiscarderProperty>',
    '    <hudson.model.ParametersDefinitionProperty>',
    '      <parameterDefinitions>',
    ...parameters.flatMap(parameterLines).map((line) => `        ${line}`),
    '      </parameterDefinitions>',
    '    </hudson.model.ParametersDefinitionProperty>',
    '  </properties>',
    ...definitionLines(definition).map((line) => `  ${line}`),
    '  <triggers/>',
    '  <disabled>false</disabled>',
    '</flow-definition>',
    '',
  ].join('\n');
}

const PARAMETER_CLASSES: Readonly<Record<TemplateParameter['kind'], string>> = {
  string: 'hudson.model.StringParameterDefinition',
  text: 'hudson.model.TextParameterDefinition',
  boolean: 'hudson.model.BooleanParameterDefinition',
  choice: 'hudson.model.ChoiceParameterDefinition',
  file: 'io.jenkins.plugins.file__parameters.StashedFileParameterDefinition',
};

function parameterLines({ name, kind, description, values }: TemplateParameter): string[] {
  const of = PARAMETER_CLASSES[kind];
  const inner = [`<name>${escaped(name)}</name>`, `<description>${escaped(description)}</description>`];
  if (kind === 'choice') {
    inner.push('<choices class="java.util.Arrays$ArrayList">', '  <a class="string-array">');
    inner.push(...values.map((value) => `    <string>${escaped(value)}</string>`), '  </a>', '</choices>');
  } else if (kind !== 'file') {
    inner.push(`<defaultValue>${escaped(values[0] ?? '')}</defaultValue>`);
    if (kind !== 'boolean') inner.push('<trim>false</trim>');
  }
  return [`<${of}>`, ...inner.map((line) => `  ${line}`), `</${of}>`];
}

function definitionLines(definition: TemplateDefinition): string[] {
  const cps = 'org.jenkinsci.plugins.workflow.cps';
  if (definition.kind === 'script') {
    return [
      `<definition class="${cps}.CpsFlowDefinition">`,
      `  <script>${escaped(definition.script)}</script>`,
      '  <sandbox>true</sandbox>',
      '</definition>',
    ];
  }
  const { url, branch, path, credentials } = definition;
  return [
    `<definition class="${cps}.CpsScmFlowDefinition">`,
    '  <scm class="hudson.plugins.git.GitSCM">',
    '    <configVersion>2</configVersion>',
    '    <userRemoteConfigs>',
    '      <hudson.plugins.git.UserRemoteConfig>',
    `        <url>${escaped(url)}</url>`,
    ...(credentials === null ? [] : [`        <credentialsId>${escaped(credentials)}</credentialsId>`]),
    '      </hudson.plugins.git.UserRemoteConfig>',
    '    </userRemoteConfigs>',
    '    <branches>',
    '      <hudson.plugins.git.BranchSpec>',
    `        <name>*/${escaped(branch)}</name>`,
    '      </hudson.plugins.git.BranchSpec>',
    '    </branches>',
    '    <doGenerateSubmoduleConfigurations>false</doGenerateSubmoduleConfigurations>',
    '    <submoduleCfg class="empty-list"/>',
    '    <extensions/>',
    '  </scm>',
    `  <scriptPath>${escaped(path)}</scriptPath>`,
    '  <lightweight>true</lightweight>',
    '</definition>',
  ];
}
