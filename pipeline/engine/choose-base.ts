import { TouchstoneError } from '../contracts/errors/error.ts';
import type { Language } from '../contracts/names.ts';
import type { BaseView } from '../contracts/service.ts';
import type { Decision } from '../contracts/stage.ts';

/**
 * What `base: auto` means: the first in the catalogue's order that speaks the records' language and whose weights are
 * on this machine. Error: `BASE_UNREACHABLE` when there is none.
 */
export function chooseBase(bases: readonly BaseView[], language: Language): Decision & { value: string } {
  const speaks = (base: BaseView): boolean => base.languages.includes(language);
  const here = bases.filter((base) => base.state !== 'absent');
  const chosen = here.find(speaks) ?? here[0];
  if (chosen === undefined) {
    const first = bases.find(speaks) ?? bases[0];
    throw new TouchstoneError('BASE_UNREACHABLE', {
      params: { id: first?.id ?? 'auto', detail: 'no base model of the catalogue is on this machine' },
      place: { field: 'base' },
    });
  }
  const words = speaks(chosen)
    ? { en: 'made for the language of these records', zh: '適用於這批記錄的語言' }
    : {
        en: 'the only one here, though not made for the language of these records',
        zh: '本機僅有此模型，但並非為這批記錄的語言而設',
      };
  return {
    field: 'base',
    value: chosen.id,
    reason: {
      en: `${chosen.title}: on this machine, and ${words.en} (${language}).`,
      'zh-TW': `${chosen.title}：權重已在本機，且${words.zh}（${language}）。`,
    },
  };
}
