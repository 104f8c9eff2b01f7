/** Kinds of model work that can be handed to Slurm; all else is done beside the service. */
export const SLURM_WORK = ['train', 'predict'] as const;
export type SlurmWork = (typeof SLURM_WORK)[number];

/** How model work is handed to a Slurm cluster. Nothing here is secret. */
export interface SlurmSettings {
  /** Absolute path of a folder that this machine and the nodes see under the same name. */
  readonly shared: string;
  readonly work: readonly SlurmWork[];
  /** What a job asks for; null: what the cluster gives to who asks for nothing. */
  readonly ask: SlurmRequest;
  readonly node: SlurmNode;
  /** Folder with `sbatch` and the rest; null: they are found by PATH. */
  readonly commands: string | null;
  /** Seconds between two looks at the queue, for all jobs together. */
  readonly pollSeconds: number;
  /** Seconds before the time limit at which a job is warned, stores its checkpoint and goes back into the queue. */
  readonly warnSeconds: number;
}

/** What each job asks for, as Slurm writes it. */
export interface SlurmRequest {
  readonly account: string | null;
  readonly partition: string | null;
  readonly qos: string | null;
  readonly gres: string | null;
  readonly constraint: string | null;
  readonly reservation: string | null;
  readonly cpus: number | null;
  /** Minutes. */
  readonly time: number | null;
  /** MiB. */
  readonly memory: number | null;
}

/** How the trainer starts on a node. */
export interface SlurmNode {
  /** The interpreter on the node, or in the container. */
  readonly python: string;
  /** A file of shell commands that the job reads first (`module load …`); null: none. */
  readonly setup: string | null;
  /** Image for Apptainer; null: the node's own environment. */
  readonly container: string | null;
  /** auto, cpu or cuda. */
  readonly device: string;
}
