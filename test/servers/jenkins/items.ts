import type { Build } from './build.ts';

/** A parameter that a job declares. */
export interface ParameterDefinition {
  /** Its class in config.xml: `hudson.model.StringParameterDefinition` and the like. */
  readonly kind: string;
  readonly name: string;
  readonly defaultValue: string;
}

/** A job: what its config.xml says, and its builds, the newest first. */
export class Job {
  readonly kind = 'job';
  readonly name: string;
  readonly fullName: string;
  readonly builds: Build[] = [];
  config: string;
  nextNumber = 1;
  /** Switched off by the button on its page; config.xml can say it too. */
  switchedOff = false;

  constructor(fullName: string, config: string) {
    this.fullName = fullName;
    this.name = fullName.split('/').at(-1)!;
    this.config = config;
  }

  get disabled(): boolean {
    return this.switchedOff || /<disabled>true<\/disabled>/.test(this.config);
  }

  get concurrent(): boolean {
    return !this.config.includes('DisableConcurrentBuildsJobProperty');
  }

  /** The inline script of a pipeline job; '' where it comes from a repository. */
  get script(): string {
    return unescaped(/<script>([\s\S]*?)<\/script>/.exec(this.config)?.[1] ?? '');
  }

  get parameters(): ParameterDefinition[] {
    const within = /<parameterDefinitions>([\s\S]*?)<\/parameterDefinitions>/.exec(this.config)?.[1] ?? '';
    const found = within.matchAll(/<([\w.]+ParameterDefinition)\b[^>]*>([\s\S]*?)<\/\1>/g);
    return Array.from(found, ([, kind, body]) => ({
      kind: kind!,
      name: unescaped(/<name>([\s\S]*?)<\/name>/.exec(body!)?.[1] ?? ''),
      // A choice has none of its own: it is the first that may be chosen (`ChoiceParameterDefinition`).
      defaultValue: unescaped(/<(defaultValue|string)>([\s\S]*?)<\/\1>/.exec(body!)?.[2] ?? ''),
    }));
  }

  build(number: number): Build | undefined {
    return this.builds.find((build) => build.number === number);
  }
}

export interface Folder {
  readonly kind: 'folder';
  readonly name: string;
  readonly fullName: string;
  config: string;
}

/** All jobs and folders, by full name; the top is the folder ''. */
export class Items {
  readonly #all = new Map<string, Job | Folder>();

  get(fullName: string): Job | Folder | undefined {
    return this.#all.get(fullName);
  }

  below(folder: string): (Job | Folder)[] {
    const prefix = folder === '' ? '' : `${folder}/`;
    return [...this.#all.values()].filter(
      ({ fullName }) => fullName.startsWith(prefix) && !fullName.slice(prefix.length).includes('/'),
    );
  }

  get jobs(): Job[] {
    return [...this.#all.values()].filter((item) => item.kind === 'job');
  }

  /** Makes what the XML describes. */
  add(fullName: string, config: string): Job | Folder {
    const item = /^\s*(<\?[^>]*\?>)?\s*<com\.cloudbees\.hudson\.plugins\.folder\.Folder\b/.test(config)
      ? ({ kind: 'folder', name: fullName.split('/').at(-1)!, fullName, config } as const)
      : new Job(fullName, config);
    this.#all.set(fullName, item);
    return item;
  }

  remove(fullName: string): void {
    for (const name of this.#all.keys())
      if (name === fullName || name.startsWith(`${fullName}/`)) this.#all.delete(name);
  }
}

export function unescaped(text: string): string {
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
  return text.replace(
    /&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi,
    (whole, decimal, hex, name: string | undefined) => {
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      return named[name ?? ''] ?? whole;
    },
  );
}
