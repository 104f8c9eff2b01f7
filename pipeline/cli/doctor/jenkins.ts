import { checkJenkins as findingsOf } from '../../../jenkins/check/check.ts';
import { shown } from '../jenkins/check.ts';
import type { Finding, Subject } from './check.ts';

/** The Jenkins whose builds are started from here, where one is set. */
export async function checkJenkins({ cli, settings }: Subject): Promise<Finding[]> {
  if (settings === null || settings.jenkins === null) return [];
  const findings = await findingsOf(settings.jenkins, cli.interrupt);
  return findings.map((finding) => {
    const { id, name, status, detail, advice } = shown(cli, finding);
    return { id: `jenkins_${id}`, name: `${cli.say('check_jenkins')}: ${name}`, status, detail, advice };
  });
}
