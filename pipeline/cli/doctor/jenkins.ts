import type { Finding, Subject } from './check.ts';

/** The Jenkins that Touchstone starts, where one is set: what `touchstone jenkins check` looks at. */
export async function checkJenkinsSettings({ cli, settings }: Subject): Promise<Finding[]> {
  if (settings === null || settings.jenkins === null) return [];
  // Loaded here, because few have a Jenkins.
  const { checkJenkins } = await import('../../../jenkins/check/check.ts');
  const { shown } = await import('../jenkins/check.ts');
  const findings = await checkJenkins(settings.jenkins, cli.interrupt);
  return findings.map((finding) => {
    const { id, name, status, detail, advice } = shown(cli, finding);
    return { id: `jenkins.${id}`, name: `Jenkins: ${name}`, status, detail, advice };
  });
}
