import { spawn } from 'node:child_process';

/** Variables that a trainer may see; everything else (keys, database addresses) stays with the service. */
const PASSED = [
  'PATH',
  'LANG',
  'LC_ALL',
  'TMPDIR',
  'CUDA_VISIBLE_DEVICES',
  'NVIDIA_VISIBLE_DEVICES',
  'LD_LIBRARY_PATH',
];

/** The environment of a trainer: offline, without user site packages. Each job gets a HOME of its own beside this. */
export function trainerEnvironment(
  own: Readonly<Record<string, string | undefined>>,
  options: { packageDirectory: string; online: boolean },
): Record<string, string> {
  const passed = PASSED.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]]]));
  return {
    ...(Object.fromEntries(passed) as Record<string, string>),
    PYTHONPATH: options.packageDirectory,
    PYTHONNOUSERSITE: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUNBUFFERED: '1',
    TOKENIZERS_PARALLELISM: 'false',
    ...(options.online ? {} : { HF_HUB_OFFLINE: '1', TRANSFORMERS_OFFLINE: '1' }),
  };
}

const NO_NETWORK = ['unshare', '--net', '--map-root-user', '--'] as const;

let networkless: Promise<readonly string[]> | undefined;

/**
 * The words to put before a command so that it runs without any network, or none where the system does not allow it
 * (macOS; kernels without user namespaces). Found out once.
 */
export function withoutNetwork(): Promise<readonly string[]> {
  networkless ??= new Promise((resolve) => {
    const [program, ...args] = [...NO_NETWORK, 'true'];
    const probe = spawn(program!, args, { stdio: 'ignore' });
    probe.on('error', () => resolve([]));
    probe.on('exit', (status) => resolve(status === 0 ? NO_NETWORK : []));
  });
  return networkless;
}
