import type { Build } from './build.ts';
import type { Folder, Job } from './items.ts';
import type { BuildQueue, QueueItem } from './queue.ts';

/** The JSON that `/api/json` gives of things, as the controller names its fields. */
export class Views {
  readonly #root: () => string;
  readonly #queue: BuildQueue;

  /** `root`: the address that the controller believes to have, with a slash at its end. */
  constructor(root: () => string, queue: BuildQueue) {
    this.#root = root;
    this.#queue = queue;
  }

  urlOf(item: Job | Folder): string {
    const words = item.fullName.split('/').map((word) => `job/${encodeURIComponent(word)}/`);
    return `${this.#root()}${words.join('')}`;
  }

  short(item: Job | Folder) {
    return item.kind === 'folder'
      ? { _class: 'com.cloudbees.hudson.plugins.folder.Folder', name: item.name, url: this.urlOf(item) }
      : {
          _class: 'org.jenkinsci.plugins.workflow.job.WorkflowJob',
          name: item.name,
          url: this.urlOf(item),
          color: item.disabled ? 'disabled' : 'blue',
        };
  }

  folder(folder: Folder, inside: readonly (Job | Folder)[]) {
    return {
      ...this.short(folder),
      fullName: folder.fullName,
      description: null,
      jobs: inside.map((item) => this.short(item)),
    };
  }

  job(job: Job) {
    const item = this.#queue.waiting.find((one) => one.job === job);
    return {
      ...this.short(job),
      fullName: job.fullName,
      displayName: job.name,
      description: /<description>([\s\S]*?)<\/description>/.exec(job.config)?.[1] ?? '',
      buildable: !job.disabled,
      disabled: job.disabled,
      concurrentBuild: job.concurrent,
      inQueue: item !== undefined,
      queueItem: item === undefined ? null : this.item(item),
      nextBuildNumber: job.nextNumber,
      // A hundred at most: the rest is in allBuilds.
      builds: job.builds.slice(0, 100).map((build) => this.build(build)),
      allBuilds: job.builds.map((build) => this.build(build)),
      lastBuild: job.builds[0] === undefined ? null : this.build(job.builds[0]),
      property:
        job.parameters.length === 0
          ? []
          : [
              {
                _class: 'hudson.model.ParametersDefinitionProperty',
                parameterDefinitions: job.parameters.map(({ kind, name, defaultValue }) => ({
                  _class: kind,
                  name,
                  type: kind.split('.').at(-1),
                  defaultParameterValue: {
                    _class: 'hudson.model.StringParameterValue',
                    name,
                    value: defaultValue,
                  },
                })),
              },
            ],
    };
  }

  item(item: QueueItem) {
    const kind = item.left !== null ? 'LeftItem' : item.due > item.since ? 'WaitingItem' : 'BuildableItem';
    return {
      _class: `hudson.model.Queue$${kind}`,
      actions: [this.#parameters(item.parameters), causeOf(item.cause)],
      blocked: false,
      buildable: kind === 'BuildableItem',
      id: item.id,
      inQueueSince: item.since,
      params: [...item.parameters].map(([name, value]) => `\n${name}=${value}`).join(''),
      stuck: false,
      task: this.short(item.job),
      url: `queue/item/${item.id}/`,
      why: this.#queue.why(item),
      // Only an item that has left says these.
      ...(item.left === null
        ? {}
        : {
            cancelled: item.left.build === null,
            executable:
              item.left.build === null
                ? null
                : {
                    _class: 'org.jenkinsci.plugins.workflow.job.WorkflowRun',
                    number: item.left.build.number,
                    url: item.left.build.url,
                  },
          }),
    };
  }

  build(build: Build) {
    return {
      _class: 'org.jenkinsci.plugins.workflow.job.WorkflowRun',
      actions: [this.#parameters(build.parameters), causeOf(build.cause), {}],
      artifacts: build.artifacts.map((path) => ({
        displayPath: path.split('/').at(-1)!,
        fileName: path.split('/').at(-1)!,
        relativePath: path,
      })),
      building: build.building,
      description: build.description,
      displayName: `#${build.number}`,
      duration: build.endedAt === null ? 0 : build.endedAt - build.startedAt,
      estimatedDuration: -1,
      fullDisplayName: `${build.job.fullName.split('/').join(' » ')} #${build.number}`,
      id: String(build.number),
      inProgress: build.building,
      keepLog: false,
      number: build.number,
      queueId: build.queueId,
      result: build.building ? null : build.result,
      timestamp: build.startedAt,
      url: build.url,
    };
  }

  #parameters(parameters: ReadonlyMap<string, string>) {
    return {
      _class: 'hudson.model.ParametersAction',
      parameters: [...parameters].map(([name, value]) => ({
        _class: 'hudson.model.StringParameterValue',
        name,
        value,
      })),
    };
  }
}

function causeOf(shortDescription: string) {
  return {
    _class: 'hudson.model.CauseAction',
    causes: [{ _class: 'hudson.model.Cause$UserIdCause', shortDescription }],
  };
}
