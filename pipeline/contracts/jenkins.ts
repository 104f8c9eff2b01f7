/** How a Jenkins is reached. Nothing of it but `url`, `user`, `folder` and `job` is ever shown. */
export interface JenkinsSettings {
  /** Without user name, query, fragment and slash at the end. */
  readonly url: URL;
  readonly user: string;
  /** An API token; a password works too, and costs a crumb. */
  readonly token: string;
  /** `a/b` for folders in folders; '': the top. */
  readonly folder: string;
  /** The job's own name, without its folder. */
  readonly job: string;
  /** Certificates in PEM that are trusted beside the system's; null: none. */
  readonly ca: string | null;
  /** For one request, from the first byte sent to the last one received. */
  readonly timeoutSeconds: number;
  /** Hands training to an agent; null: it is done here. */
  readonly training: JenkinsTrainingSettings | null;
}

/** How training is handed to agents of Jenkins. */
export interface JenkinsTrainingSettings {
  /** Label of the agents that take it, as Jenkins reads labels: `gpu && linux`. */
  readonly label: string;
  /** The job's own name, in the same folder. */
  readonly job: string;
  /** A base model that an agent lacks is sent to it up to this size. */
  readonly sendBaseMib: number;
}

/** What a build of Jenkins came to. */
export const BUILD_RESULTS = ['SUCCESS', 'UNSTABLE', 'FAILURE', 'NOT_BUILT', 'ABORTED'] as const;
export type BuildResult = (typeof BUILD_RESULTS)[number];
