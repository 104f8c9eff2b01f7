import type { SlurmSettings } from '../../contracts/slurm.ts';
import { TRAINER_EXIT } from '../../contracts/trainer.ts';

/** Seconds that Slurm gets to end a job that asked to be queued again. */
const LAST_SECONDS = 60;

/**
 * The script that a job runs. What differs between jobs stands in quotes behind the first command, where Slurm reads no
 * `#SBATCH` line any more; options are given to `sbatch` itself.
 */
export function batchScript({
  place,
  attempt,
  settings: { node, commands, shared },
}: {
  readonly place: string;
  readonly attempt: number;
  readonly settings: SlurmSettings;
}): string {
  const container =
    node.container === null
      ? []
      : [
          'apptainer',
          'exec',
          ...(node.device === 'cpu' ? [] : ['--nv']),
          `--bind=${shared}`,
          '--',
          node.container,
        ];
  const program = [...container, node.python, `${place}/on_node.py`, place, String(attempt)];
  return `#!/bin/bash
# A piece of work of Touchstone. Nothing here is to be edited: it is written anew for each job.
set -u
cd ${quoted(place)} || exit 1
PATH=\${PATH:-/usr/local/bin:/usr/bin:/bin}${commands === null ? '' : `:${quoted(commands)}`}

job=\${SLURM_ARRAY_JOB_ID:+\${SLURM_ARRAY_JOB_ID}_\${SLURM_ARRAY_TASK_ID}}
job=\${job:-$SLURM_JOB_ID}
# Where a submission was lost on its way and made again, one job works and the other ends.
if ! (set -C && printf '%s\\n' "$job" >owner-${attempt}) 2>/dev/null &&
  [ "$(cat owner-${attempt})" != "$job" ]; then
  printf 'Job %s does this work already.\\n' "$(cat owner-${attempt})"
  exit 0
fi

asked=
child=
pass_on() {
  asked=\${asked:-$1}
  if [ -n "$child" ]; then kill -TERM "$child" 2>/dev/null; fi
}
# The warning before the time limit, or before making way for another job; and the end.
trap 'pass_on requeue' USR1
trap 'pass_on end' TERM INT
export TOUCHSTONE_JOB="$job" TOUCHSTONE_NODE="\${SLURMD_NODENAME:-}"
export TOUCHSTONE_RESTARTS="\${SLURM_RESTART_COUNT:-0}" TOUCHSTONE_CPUS="\${SLURM_CPUS_ON_NODE:-}"
${node.setup === null ? '' : `set +u\n. ${quoted(node.setup)}\nset -u\n`}
${program.map(quoted).join(' ')} &
child=$!
if [ -n "$asked" ]; then kill -TERM "$child" 2>/dev/null; fi
# A signal that is trapped ends the waiting, not the child.
while :; do
  wait "$child"
  status=$?
  kill -0 "$child" 2>/dev/null || break
done
# 143: it had not begun to listen.
if [ "$asked" = requeue ] && { [ "$status" -eq ${TRAINER_EXIT.interrupted} ] || [ "$status" -eq 143 ]; }; then
  printf '%s\\n' "\${SLURM_RESTART_COUNT:-0}" >requeued-${attempt}
  # The same job again, from its checkpoint; where that is refused, the status says that it was interrupted.
  scontrol requeue "$SLURM_JOB_ID" && sleep ${LAST_SECONDS}
fi
exit "$status"
`;
}

/** The script of an array: each task does the work of one place by the script that lies there, with a log of its own. */
export function arrayScript(places: readonly string[], script: string): string {
  const cases = places.map((place, task) => `${task}) place=${quoted(place)} ;;`);
  return `#!/bin/bash
# Works of Touchstone that came at the same moment: each task does one. Nothing here is to be edited.
place=
case "$SLURM_ARRAY_TASK_ID" in
${cases.join('\n')}
esac
exec /bin/bash "$place/${script}" >>"$place/job-\${SLURM_ARRAY_JOB_ID}_\${SLURM_ARRAY_TASK_ID}.log" 2>&1
`;
}

/** One word for bash, whatever it holds. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
