import { z } from 'zod';
import { BUILD_RESULTS } from '../../pipeline/contracts/jenkins.ts';

/** The parts of Jenkins' answers that are used; each `tree` asks for exactly these. */

const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
/** Null where an action is not of a class that is shown. */
const actions = z
  .array(
    z
      .looseObject({
        parameters: z.array(z.looseObject({ name: z.string(), value: z.unknown() })).optional(),
      })
      .nullable(),
  )
  .nullish();

export const INFO_TREE = 'quietingDown,useCrumbs';
export const infoSchema = z.looseObject({ _class: z.string() });

export const crumbSchema = z.looseObject({
  crumb: z.string().min(1).max(4096),
  crumbRequestField: z.string().regex(/^[A-Za-z0-9.-]{1,100}$/),
  cookies: z.array(z.string()).optional(),
});

export const ITEM_TREE = 'fullName,buildable,property[parameterDefinitions[name]],lastBuild[number],inQueue';
export const itemSchema = z.looseObject({
  _class: z.string(),
  fullName: z.string().nullish(),
  buildable: z.boolean().nullish(),
  property: z
    .array(
      z
        .looseObject({ parameterDefinitions: z.array(z.looseObject({ name: z.string() })).nullish() })
        .nullable(),
    )
    .nullish(),
});

export const QUEUE_ITEM_TREE =
  'id,why,cancelled,executable[number],task[url],actions[parameters[name,value]]';
export const queueItemSchema = z.looseObject({
  id: count,
  why: z.string().nullish(),
  cancelled: z.boolean().nullish(),
  executable: z.looseObject({ number: count }).nullish(),
  actions,
});
export type QueueItemAnswer = z.infer<typeof queueItemSchema>;

const BUILD_FIELDS = 'number,queueId,building,result,timestamp,duration,description';
export const BUILD_TREE = `${BUILD_FIELDS},artifacts[relativePath],actions[parameters[name,value]]`;
export const buildSchema = z.looseObject({
  number: count,
  queueId: z.number().int(),
  building: z.boolean(),
  result: z.enum(BUILD_RESULTS).nullable(),
  timestamp: count,
  duration: count,
  description: z.string().nullish(),
  artifacts: z.array(z.looseObject({ relativePath: z.string() })).nullish(),
  actions,
});
export type BuildAnswer = z.infer<typeof buildSchema>;

/** The newest builds, enough to tell which of them came of a queue's item. */
export const BUILDS_TREE = 'builds[number,queueId,timestamp,actions[parameters[name,value]]]{0,50}';
export const buildsSchema = z.looseObject({
  builds: z.array(z.looseObject({ number: count, queueId: z.number().int(), timestamp: count, actions })),
});
export type ShortBuild = z.infer<typeof buildsSchema>['builds'][number];

export const logSchema = z.object({
  text: z.union([z.string(), z.undefined()]),
  more: z.boolean(),
  size: z.coerce.number().int().min(0),
});

export const PLUGINS_TREE = 'plugins[shortName,version,active]';
export const pluginsSchema = z.array(
  z.looseObject({ shortName: z.string(), version: z.string(), active: z.boolean() }),
);

/** The value of a parameter of a build or of an item of the queue. */
export function parameterOf(of: { readonly actions?: BuildAnswer['actions'] }, name: string): string | null {
  for (const action of of.actions ?? []) {
    const found = action?.parameters?.find((parameter) => parameter.name === name);
    if (typeof found?.value === 'string') return found.value;
  }
  return null;
}
