import type { Environment } from './environment-reader.ts';
import type { SettingsFile } from './settings-file.ts';
import { isSecret, SETTING_NAMES } from './variables.ts';

/** Where a setting can come from; the later ones go before. */
export const ORIGINS = ['default', 'file', 'environment', 'flag'] as const;
export type Origin = (typeof ORIGINS)[number];

/** One setting as it was found, for `doctor`. */
export interface SettingOrigin {
  readonly name: string;
  readonly from: Origin;
  /** '' where it is a default. Of a secret only that it is set; userinfo in addresses is left out. */
  readonly value: string;
}

/** Settings in layers: a file, over which the environment goes, over which flags go. What is empty is not set. */
export interface Layers {
  readonly file: SettingsFile | null;
  readonly environment: Environment;
  /** What flags say, by the setting's name. */
  readonly flags: Readonly<Record<string, string | undefined>>;
}

/** The environment with what the other layers say. */
export function merged({ file, environment, flags }: Layers): Environment {
  const set = (values: Environment) =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));
  return { ...environment, ...file?.values, ...set(environment), ...set(flags) };
}

/** Where each setting came from. */
export function settingOrigins(layers: Layers): SettingOrigin[] {
  const { file, environment, flags } = layers;
  return SETTING_NAMES.map((name) => {
    const found = (
      [
        ['flag', flags[name]],
        ['environment', environment[name]],
        ['file', file?.values[name]],
      ] as const
    ).find(([, value]) => value);
    if (found === undefined) return { name, from: 'default', value: '' };
    return { name, from: found[0], value: isSecret(name) ? '***' : shown(found[1]!) };
  });
}

function shown(value: string): string {
  return value.replace(/\/\/[^/]*@/, '//***@').replace(/([?&]\w*password=)[^&]*/gi, '$1***');
}
