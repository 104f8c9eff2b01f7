import type { Clockwork } from '../../../jenkins/builds/clockwork.ts';
import { type BuildEvent, type FollowOptions, followBuild } from '../../../jenkins/builds/follow.ts';
import type { BuildHandle } from '../../../jenkins/builds/handle.ts';
import { JenkinsClient } from '../../../jenkins/client/client.ts';
import type { JenkinsSettings } from '../../../pipeline/contracts/jenkins.ts';
import type { Build } from '../../servers/jenkins/build.ts';
import { ADMIN, type ControllerOptions, JenkinsController } from '../../servers/jenkins/controller.ts';

export const FOLDER =
  '<com.cloudbees.hudson.plugins.folder.Folder><properties/></com.cloudbees.hudson.plugins.folder.Folder>';

/** A job that takes these parameters. */
export function jobXml(...names: readonly string[]): string {
  const parameters = names.map(
    (name) =>
      `<hudson.model.StringParameterDefinition><name>${name}</name><defaultValue></defaultValue></hudson.model.StringParameterDefinition>`,
  );
  return `<flow-definition plugin="workflow-job@1"><properties><hudson.model.ParametersDefinitionProperty><parameterDefinitions>${parameters.join('')}</parameterDefinitions></hudson.model.ParametersDefinitionProperty></properties></flow-definition>`;
}

/** Time that passes as fast as events do: a rest lets whatever is under way go on, and no longer. */
export function quickClockwork(rests: number[] = []): Clockwork {
  let now = 0;
  return {
    now: () => now,
    random: () => 0.5,
    sleep: async (seconds, signal) => {
      signal.throwIfAborted();
      rests.push(seconds);
      now += seconds * 1000;
      await new Promise((resolve) => setTimeout(resolve, 1));
    },
  };
}

/** Settings for a controller of ours. */
export function settingsFor(
  controller: JenkinsController,
  own: Partial<JenkinsSettings> = {},
): JenkinsSettings {
  return {
    url: new URL(controller.url),
    user: ADMIN.name,
    token: ADMIN.token,
    folder: 'team',
    job: 'retrain',
    ca: null,
    timeoutSeconds: 20,
    training: null,
    ...own,
  };
}

/** A controller with a folder and a job `team/retrain`, and a client of it. */
export async function openWorld(options: ControllerOptions = {}, own: Partial<JenkinsSettings> = {}) {
  const controller = await JenkinsController.start(options);
  controller.items.add('team', FOLDER);
  controller.items.add('team/retrain', jobXml('NAME', 'TOUCHSTONE_KEY'));
  return { controller, client: new JenkinsClient(settingsFor(controller, own)) };
}

/** Everything that following a build tells. */
export async function eventsOf(
  client: JenkinsClient,
  handle: BuildHandle,
  options: Partial<FollowOptions> & { onEvent?(event: BuildEvent): Promise<void> | void } = {},
): Promise<BuildEvent[]> {
  const events: BuildEvent[] = [];
  const { onEvent, ...rest } = options;
  const following = { signal: new AbortController().signal, clockwork: quickClockwork(), ...rest };
  for await (const event of followBuild(client, handle, following)) {
    events.push(event);
    await onEvent?.(event);
  }
  return events;
}

/** A promise that a test settles. */
export function gate(): { readonly open: () => void; readonly opened: Promise<void> } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

/** Waits for a gate as a step of a build does: ended when the build is stopped. */
export function waitAt(build: Build, opened: Promise<void>): Promise<undefined> {
  return new Promise((resolve, reject) => {
    build.signal.addEventListener('abort', () => reject(build.signal.reason), { once: true });
    if (build.signal.aborted) reject(build.signal.reason);
    void opened.then(() => resolve(undefined));
  });
}

/** The kinds of events, each run of one kind once. */
export function kindsOf(events: readonly BuildEvent[]): string[] {
  return events.map(({ kind }) => kind).filter((kind, at, all) => kind !== all[at - 1]);
}
