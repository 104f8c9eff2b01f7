import { z } from 'zod';
import type { Localized } from './names.ts';

const bytes = z.number().int().min(0);

/** What the trainer settled on before it began, and what that is estimated to take; stages/train/trainer/README.md, event `fit`. */
export const trainingFitSchema = z.looseObject({
  /** At the peak, by what holds them; together `memory_bytes`. */
  parts: z.record(z.string(), bytes),
  memory_bytes: bytes,
  /** Null where the machine does not tell; the event leaves such fields out. */
  available_bytes: bytes.nullable().default(null),
  /** Null for a training that is over as soon as it has been measured. */
  seconds: z.number().min(0).nullable().default(null),
  batch_size: z.number().int().positive(),
  asked_batch_size: z.number().int().positive(),
  /** Activations are computed a second time in place of being kept. */
  recompute: z.boolean(),
  /** Each of several processes holds a part of the base's layers. Older trainings never did. */
  sharded: z.boolean().exactOptional(),
});
export type TrainingFit = z.infer<typeof trainingFitSchema>;

/** What people read before training: memory, time, and what was changed so that it fits. */
export function fitText(fit: TrainingFit): Localized {
  const { memory_bytes: needed, available_bytes: room, seconds } = fit;
  const changes = fitChanges(fit);
  const of = room === null ? '' : ` of ${gib(room)}`;
  const left = room === null ? '' : `（可用 ${gib(room)} GiB）`;
  const time = seconds === null ? null : about(seconds);
  return {
    en: `Training needs about ${gib(needed)}${of} GiB${time === null ? '' : ` and ${time.en}`}${changes === null ? '' : `; ${changes.en}`}`,
    'zh-TW': `訓練約需 ${gib(needed)} GiB 記憶體${left}${time === null ? '' : `，約 ${time['zh-TW']}`}${changes === null ? '' : `；${changes['zh-TW']}`}`,
  };
}

/** What is done otherwise than was asked for, so that it fits; null: nothing. */
export function fitChanges({
  batch_size,
  asked_batch_size,
  recompute,
  sharded,
}: TrainingFit): Localized | null {
  const parts: Localized[] = [];
  if (batch_size < asked_batch_size)
    parts.push({
      en: `${batch_size} instead of ${asked_batch_size} records at once, with as many a step as before`,
      'zh-TW': `一次處理 ${batch_size} 筆而非 ${asked_batch_size} 筆，每步筆數不變`,
    });
  if (recompute)
    parts.push({
      en: 'activations computed twice instead of kept, which takes about half as long again',
      'zh-TW': '中間結果改為重新計算而不保留，時間約增加一半',
    });
  if (sharded)
    parts.push({
      en: 'the base divided over the processes, which hold a part of its layers each',
      'zh-TW': '基礎模型分散於各程序，每個程序只存放各層的一部分',
    });
  if (parts.length === 0) return null;
  return {
    en: `to fit: ${parts.map(({ en }) => en).join('; ')}`,
    'zh-TW': `為符合可用記憶體：${parts.map((part) => part['zh-TW']).join('；')}`,
  };
}

/** 3221225472 → `3.0`. */
export function gib(value: number): string {
  return (value / 1024 ** 3).toFixed(1);
}

/** An estimate of seconds, as roughly as it is known. */
function about(seconds: number): Localized {
  if (seconds < 90) return { en: `${Math.ceil(seconds)} s`, 'zh-TW': `${Math.ceil(seconds)} 秒` };
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return { en: `${minutes} min`, 'zh-TW': `${minutes} 分鐘` };
  const hours = Math.round(minutes / 60);
  return { en: `${hours} h`, 'zh-TW': `${hours} 小時` };
}
