import { TouchstoneError } from '../../contracts/errors/error.ts';
import { reach } from '../../notices/reach.ts';
import { readTargets } from '../../notices/read-targets.ts';
import { amiss, type Finding, ok, type Subject } from './check.ts';

/** Whether each target for notices can be reached from here, mail servers as far as the login. Nothing is sent. */
export async function checkNotices(subject: Subject): Promise<Finding[]> {
  const file = subject.settings?.notices ?? null;
  if (file === null) return [];
  const { say, interrupt, environment } = subject.cli;
  const name = say('check_notices');
  const named = (target: string) => ({ id: `notices.${target}`, name });
  try {
    const { targets } = readTargets(file, environment);
    return await Promise.all(
      targets.map(async (target) => {
        const { name: of, host } = target.facts;
        const fault = await reach(target, interrupt);
        if (fault === null) return ok(named(of), say('notices_reached', { target: of, host }));
        const text = say(`fault_${fault.code}`) + (fault.detail === '' ? '' : ` (${fault.detail})`);
        const detail = say('notices_amiss', { target: of, host, fault: text });
        return amiss(subject, 'warn', named(of), detail, 'advice_notices');
      }),
    );
  } catch (error) {
    return [
      amiss(subject, 'fail', { id: 'notices', name }, TouchstoneError.from(error).message, 'advice_notices'),
    ];
  }
}
