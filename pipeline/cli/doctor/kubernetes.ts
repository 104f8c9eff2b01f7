import { problemOf } from '../../contracts/errors/error.ts';
import type { KubernetesFinding } from '../../kubernetes/check.ts';
import { byteSize } from '../../setup/terminal/figures.mjs';
import type { TextKey } from '../texts/en.ts';
import { amiss, type Finding, ok, type Subject } from './check.ts';

/** The Kubernetes that model work is handed to, where one is set. */
export async function checkKubernetesSettings(subject: Subject): Promise<Finding[]> {
  const { cli, settings } = subject;
  if (settings === null || settings.kubernetes === null) return [];
  // Loaded here, because few have a cluster.
  const { checkKubernetes } = await import('../../kubernetes/check.ts');
  const findings = await checkKubernetes(settings.kubernetes, cli.interrupt);
  return findings.map((finding) => shown(subject, finding));
}

function shown(subject: Subject, { name, status, facts, error }: KubernetesFinding): Finding {
  const { say, language } = subject.cli;
  const named = { id: `kubernetes.${name}`, name: `Kubernetes: ${say(`kubernetes_${name}`)}` };
  if (error !== null) {
    const { detail, advice } = problemOf(error, language);
    return { ...named, status, detail, advice };
  }
  const free = facts.free === undefined ? {} : { free: byteSize(Number(facts.free)) };
  const key: TextKey = status === 'ok' ? `kubernetes_found_${name}` : `kubernetes_amiss_${name}`;
  const detail = say(key, { ...facts, ...free });
  return status === 'ok'
    ? ok(named, detail)
    : amiss(subject, status, named, detail, `advice_kubernetes_${name}`);
}
