import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { folderWith } from './find-program.ts';
import { freePort } from './free-port.ts';
import { type Command, OwnServer } from './own-server.ts';

export const SLURM_INSTALL = 'apt-get install slurm-wlm munge';

const PROGRAMS = ['munged', 'slurmctld', 'slurmd', 'sbatch', 'squeue', 'scontrol'];
const FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/usr/bin'];
const READY_MS = 30_000;

/** A real Slurm on loopback: one node with four processors and two graphics processors that are none. */
export interface SlurmServer {
  /** What whoever asks this cluster needs in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs one of Slurm's commands and gives what it prints. */
  command(program: string, ...args: string[]): Promise<string>;
  /** Does something while the controller is down. */
  readonly outage: <T>(during: () => Promise<T>) => Promise<T>;
  /** Ends all jobs. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts munged, slurmctld and slurmd in folders of their own, with a key of their own and on free ports, as whoever runs the
 * tests; nothing of the system's is read or written. Null where the programs are missing.
 */
export async function startSlurm(): Promise<SlurmServer | null> {
  const folders = PROGRAMS.map((program) => folderWith([program], FOLDERS));
  if (folders.some((folder) => folder === null)) return null;
  const programs = new Map(PROGRAMS.map((program, at) => [program, join(folders[at]!, program)]));
  const daemons: OwnServer[] = [];
  const prepare = async (name: string): Promise<OwnServer> => {
    const daemon = await OwnServer.prepare({
      name,
      user: null,
      signals: { polite: 'SIGTERM', forced: 'SIGKILL' },
    });
    daemons.push(daemon);
    return daemon;
  };
  const stop = async (): Promise<void> => {
    // The node first, so that it can tell the controller; munge serves both.
    for (const daemon of daemons.reverse()) await daemon.stop();
  };
  try {
    const munge = await prepare('munge');
    const controller = await prepare('slurmctld');
    const node = await prepare('slurmd');
    const socket = join(munge.directory, 'socket');
    const configuration = configure(controller, node, socket, await freePort());
    const environment = { SLURM_CONF: configuration };
    const command = async (program: string, ...args: string[]): Promise<string> => {
      const file = programs.get(program) ?? program;
      const env = { ...process.env, ...environment };
      return (await promisify(execFile)(file, args, { env, maxBuffer: 64 * 1024 ** 2 })).stdout;
    };
    const works = (program: string, ...args: string[]) =>
      command(program, ...args).then(
        () => true,
        () => false,
      );
    const startOf = (program: string, ...args: string[]): Command => ({
      program: programs.get(program)!,
      args,
      env: environment,
    });
    await munge.up(mungeCommand(programs.get('munged')!, munge, socket), async () =>
      works('munge', '--no-input', `--socket=${socket}`),
    );
    const up = () =>
      controller.up(startOf('slurmctld', '-D', '-f', configuration), () => works('scontrol', 'ping'));
    await up();
    await node.up(startOf('slurmd', '-D', '-f', configuration), async () => true);
    await idle(command);
    return {
      environment,
      command,
      outage: (during) => controller.outage(up, during),
      clear: () => clear(command),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function mungeCommand(program: string, { directory }: OwnServer, socket: string): Command {
  // Other users of the machine have no business there, but munged wants the way to its socket open.
  chmodSync(directory, 0o711);
  const key = join(directory, 'key');
  writeFileSync(key, randomBytes(128), { mode: 0o400 });
  const file = (option: string, name: string) => `--${option}=${join(directory, name)}`;
  const files = [file('pid-file', 'pid'), file('log-file', 'log'), file('seed-file', 'seed')];
  return { program, args: ['--foreground', `--socket=${socket}`, `--key-file=${key}`, ...files] };
}

/** Writes slurm.conf and gres.conf, and gives the first one's path. */
function configure(controller: OwnServer, node: OwnServer, socket: string, port: number): string {
  const { directory } = controller;
  const state = join(directory, 'state');
  const spool = join(node.directory, 'spool');
  for (const folder of [state, spool]) mkdirSync(folder);
  const name = hostname().split('.')[0]!;
  const user = process.getuid?.() ?? 0;
  const lines = [
    'ClusterName=touchstone',
    `SlurmctldHost=${name}(127.0.0.1)`,
    `SlurmctldPort=${controller.port}`,
    `SlurmdPort=${port}`,
    `SlurmUser=${user}`,
    `SlurmdUser=${user}`,
    'AuthType=auth/munge',
    `AuthInfo=socket=${socket}`,
    'CredType=cred/munge',
    `StateSaveLocation=${state}`,
    `SlurmdSpoolDir=${spool}`,
    `SlurmctldPidFile=${join(directory, 'slurmctld.pid')}`,
    `SlurmdPidFile=${join(node.directory, 'slurmd.pid')}`,
    'ProctrackType=proctrack/linuxproc',
    'TaskPlugin=task/none',
    'SelectType=select/cons_tres',
    'SelectTypeParameters=CR_Core_Memory',
    'SlurmdParameters=config_overrides',
    'GresTypes=gpu',
    'JobAcctGatherType=jobacct_gather/none',
    'AccountingStorageType=accounting_storage/none',
    'JobCompType=jobcomp/filetxt',
    `JobCompLoc=${join(directory, 'jobs.txt')}`,
    'MpiDefault=none',
    'SwitchType=switch/none',
    'MailProg=/bin/true',
    'ReturnToService=2',
    'MessageTimeout=5',
    'KillWait=25',
    'SchedulerParameters=sched_interval=1,bf_interval=1,sched_min_interval=0,batch_sched_delay=0',
    `PlugStackConfig=${join(directory, 'plugstack.conf')}`,
    `NodeName=${name} NodeAddr=127.0.0.1 CPUs=4 RealMemory=4000 Gres=gpu:2 State=UNKNOWN`,
    // Jobs of `urgent` take the place of those of `main`, which are queued again.
    'PreemptType=preempt/partition_prio',
    'PreemptMode=REQUEUE',
    'SlurmctldParameters=preempt_send_user_signal',
    `PartitionName=main Nodes=${name} Default=YES MaxTime=1:00:00 PriorityTier=1 GraceTime=60 State=UP`,
    `PartitionName=urgent Nodes=${name} MaxTime=1:00:00 PriorityTier=2 State=UP`,
    `PartitionName=closed Nodes=${name} MaxTime=1:00:00 State=DOWN`,
  ];
  writeFileSync(join(directory, 'plugstack.conf'), '');
  writeFileSync(join(directory, 'gres.conf'), 'Name=gpu File=/dev/zero,/dev/null\n');
  const path = join(directory, 'slurm.conf');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

type Run = SlurmServer['command'];

/** Waits until the node takes jobs. */
async function idle(command: Run): Promise<void> {
  const deadline = Date.now() + READY_MS;
  for (;;) {
    const state = (await command('sinfo', '--noheader', '--partition=main', '--format=%t')).trim();
    if (state === 'idle') return;
    if (Date.now() > deadline) throw new Error(`the node of Slurm is ${state}, not idle`);
    await delay(50);
  }
}

async function clear(command: Run): Promise<void> {
  const listed = async () => (await command('squeue', '--noheader', '--format=%A')).trim();
  while ((await listed()) !== '') {
    // One that is ending already refuses to be ended.
    for (const id of (await listed()).split('\n'))
      if (id !== '') await command('scancel', id).catch(() => {});
    await delay(100);
  }
}
