import { readFile } from 'node:fs/promises';
import type { KubeConfig } from '@kubernetes/client-node';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { KubernetesConnection } from '../contracts/kubernetes.ts';

/** Where a pod finds what its service account may use. */
const IN_CLUSTER = '/var/run/secrets/kubernetes.io/serviceaccount';
const LARGEST_CONFIG = 1024 * 1024;
const NAMESPACE = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

export interface Connection {
  readonly config: KubeConfig;
  readonly namespace: string;
}

/**
 * Reads how to reach the cluster. Programs that a kubeconfig names (`exec`, `auth-provider`) are not started: they would see
 * this service's environment. Error: `KUBERNETES_CONFIG`, which repeats nothing of the file.
 */
export async function connect(settings: KubernetesConnection): Promise<Connection> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  const { configFile: file, context } = settings;
  const fault = (detail: string) =>
    new TouchstoneError('KUBERNETES_CONFIG', { params: { path: file ?? IN_CLUSTER, detail } });
  if (file === null) {
    await readFile(`${IN_CLUSTER}/token`).catch(() => {
      throw fault('this service runs in no pod with a service account, and no kubeconfig is named');
    });
    config.loadFromCluster();
  } else {
    await load(config, file, fault);
    checkUser(config, context, fault);
  }
  const namespace =
    settings.namespace ?? config.getContextObject(config.getCurrentContext())?.namespace?.trim();
  return { config, namespace: namespace !== undefined && NAMESPACE.test(namespace) ? namespace : 'default' };
}

async function load(
  config: KubeConfig,
  file: string,
  fault: (detail: string) => TouchstoneError,
): Promise<void> {
  const size = await readFile(file).then(
    ({ length }) => length,
    (error: NodeJS.ErrnoException) => {
      throw fault(error.code ?? 'it cannot be read');
    },
  );
  if (size > LARGEST_CONFIG) throw fault('it is larger than 1 MiB');
  try {
    config.loadFromFile(file);
  } catch {
    // What a parser says holds the line that it stumbled over, token and all.
    throw fault('it is no kubeconfig');
  }
}

function checkUser(
  config: KubeConfig,
  context: string | null,
  fault: (detail: string) => TouchstoneError,
): void {
  if (context !== null) {
    if (config.getContextObject(context) === null) throw fault('it has no context of the name that is set');
    config.setCurrentContext(context);
  }
  const [cluster, user] = [config.getCurrentCluster(), config.getCurrentUser()];
  if (cluster === null || user === null) throw fault('its current context names no cluster or no user');
  if (!URL.canParse(cluster.server) || new URL(cluster.server).protocol !== 'https:')
    throw fault('the server must be reached by https');
  if (cluster.skipTLSVerify)
    throw fault('insecure-skip-tls-verify is not taken; name the certificate authority');
  if ((user.exec ?? user.authProvider ?? null) !== null)
    throw fault(
      'its user signs in by a program (exec, auth-provider), which is not started; give it a token',
    );
}
