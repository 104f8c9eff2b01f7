import type { Localized } from '../contracts/names.ts';

/** Why a job waits, in plain words. */
export interface Explanation {
  readonly text: Localized;
  /** True where it will not begin by itself: somebody has to change a setting, or release it. */
  readonly stuck: boolean;
}

/**
 * Slurm's names of limits follow a grammar: whose limit it is (an association of account and user, or a QoS), whether
 * it counts all its jobs together (`Grp`) or asks something of one job, user or account (`Max`, `Min`), and of what.
 */
const GRAMMAR =
  /^(?:(Assoc|QOS)(Grp|Max|Min)|(Max))(CPU|Cpu|Mem(?:ory)?|Node|GRES|License|BB|Billing|Energy|Unknown|Jobs?|Submit(?:Jobs?)?|Wall(?:Duration)?)(RunMinutes|Minutes|RunMins|Mins)?(Per(?:Job|User|Node|Account))?(?:Limit|NotSatisfied)?$/;

const THINGS: Readonly<Record<string, readonly [en: string, zhTw: string]>> = {
  CPU: ['processors', '處理器'],
  Mem: ['memory', '記憶體'],
  Node: ['nodes', '節點'],
  GRES: ['GPUs and the like (gres)', 'GPU 等資源（gres）'],
  License: ['licences', '授權'],
  BB: ['burst buffer', '突發緩衝區'],
  Billing: ['billing units', '計費單位'],
  Energy: ['energy', '能源'],
  Unknown: ['a resource that has no name', '未命名的資源'],
  Job: ['running jobs', '執行中的作業數'],
  Submit: ['jobs in the queue', '佇列中的作業數'],
  Wall: ['time', '時間'],
};

/** The limit that a reason names, in plain words; null where it is no limit. */
export function limitReason(reason: string): Explanation | null {
  const parts = GRAMMAR.exec(reason);
  if (parts === null) return null;
  const [, holder, kind, , what, minutes, per] = parts;
  const thing = THINGS[thingOf(what!)]!;
  const [whose, whoseZh] =
    holder === 'QOS' || holder === undefined ? ['its QoS', '其 QoS'] : ['its account', '其帳號'];
  const amount = minutes === undefined ? thing[0] : `minutes of ${thing[0]}`;
  const amountZh = minutes === undefined ? thing[1] : `${thing[1]}的使用分鐘數`;
  if (kind === 'Min')
    return {
      text: {
        en: `it asks for less than ${whose} wants at least: ${amount}`,
        'zh-TW': `要求低於${whoseZh}規定的下限：${amountZh}`,
      },
      stuck: true,
    };
  // What a job asks for will be as much tomorrow; what others use will be less.
  const ofJob = kind !== 'Grp' && (per === 'PerJob' || per === 'PerNode');
  if (ofJob)
    return {
      text: {
        en: `it asks for more than ${whose} allows one job${per === 'PerNode' ? ' on a node' : ''}: ${amount}`,
        'zh-TW': `要求超過${whoseZh}允許單一作業${per === 'PerNode' ? '在一個節點上' : ''}的上限：${amountZh}`,
      },
      stuck: true,
    };
  const among: readonly [string, string] =
    per === 'PerUser'
      ? [' for one user', '（每位使用者）']
      : per === 'PerAccount'
        ? [' for one account', '（每個帳號）']
        : ['', ''];
  return {
    text: {
      en: `the limit of ${whose} on ${amount}${among[0]} is reached`,
      'zh-TW': `已達${whoseZh}的${amountZh}上限${among[1]}`,
    },
    stuck: false,
  };
}

/** One name for all spellings of a thing. */
function thingOf(what: string): string {
  if (what === 'Cpu') return 'CPU';
  for (const name of ['Mem', 'Job', 'Submit', 'Wall']) if (what.startsWith(name)) return name;
  return what;
}
