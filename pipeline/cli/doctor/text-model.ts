import { probeEndpoint } from '../../generation/probe.ts';
import { amiss, type Finding, ok, type Subject } from './check.ts';

/** The text model that makes records up, where one is set. */
export async function checkTextModel(subject: Subject): Promise<Finding[]> {
  const { cli, settings } = subject;
  if (settings === null || settings.generation === null) return [];
  const named = { id: 'text_model', name: cli.say('check_textModel') };
  const { status, detail } = await probeEndpoint(settings.generation, cli.interrupt);
  return [status === 'ok' ? ok(named, detail) : amiss(subject, status, named, detail, 'advice_textModel')];
}
