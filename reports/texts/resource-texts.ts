import type { Language, StageName } from '../../pipeline/contracts/names.ts';
import type { EnergySource } from '../../pipeline/contracts/resources.ts';

/** What is said of time, energy and cost. */
export interface ResourceTexts {
  lead(duration: string): string;
  readonly tableTitle: string;
  readonly stage: string;
  readonly time: string;
  readonly device: string;
  readonly cpuTime: string;
  readonly memory: string;
  readonly gpuMemory: string;
  readonly total: string;
  readonly fromMemory: string;
  readonly memoryNote: string;
  readonly estimateTitle: string;
  readonly estimated: string;
  readonly measured: string;
  readonly difference: string;
  room(available: string): string;
  /** What was done otherwise so that it fits, as a sentence. */
  changed(what: string): string;
  readonly parts: string;
  partIs(part: string, bytes: string): string;
  /** By the trainer's names. */
  readonly part: Readonly<Record<string, string>>;
  readonly stages: Readonly<Record<StageName, string>>;
  readonly energyTitle: string;
  energy(amount: string): string;
  readonly how: string;
  readonly source: Readonly<
    Record<EnergySource, (stage: string, amount: string, cpuTime: string, watts: string) => string>
  >;
  readonly leftOut: string;
  readonly noEnergy: string;
  readonly costTitle: string;
  total_cost(amount: string): string;
  electricity(amount: string, energy: string, tariff: string): string;
  gpu(amount: string, duration: string, tariff: string): string;
  readonly electricityUnknown: string;
  readonly noTariff: string;
}

export const resourceTexts: Readonly<Record<Language, ResourceTexts>> = {
  en: {
    lead: (duration) =>
      `Making this result took ${duration} of work. Where a step took over the result of an earlier run, what it took then is shown.`,
    tableTitle: 'Time and memory by step',
    stage: 'Step',
    time: 'Time',
    device: 'On what',
    cpuTime: 'Processor time',
    memory: 'Most memory',
    gpuMemory: 'Most graphics memory',
    total: 'Together',
    fromMemory: 'all answers were there already',
    memoryNote:
      'Memory and processor time are those of the program that runs the models, as the system counted them.',
    estimateTitle: 'Estimated before training, and measured',
    estimated: 'Estimated',
    measured: 'Measured',
    difference: 'Difference',
    room: (available) => `Available to the training were ${available}.`,
    changed: (what) => `${what.charAt(0).toUpperCase()}${what.slice(1)}.`,
    partIs: (part, bytes) => `${part}: ${bytes}`,
    parts: 'What the estimate of memory consists of',
    part: {
      process: 'the program and its libraries',
      weights: 'weights of the base model',
      adapter: 'what is trained, with its optimiser',
      activations: 'activations kept for the backward pass',
      logits: 'scores of the vocabulary at answers',
      loading: 'the file of the weights while it is read',
    },
    stages: {
      ingest: 'Reading the data',
      generate: 'Making more records',
      refine: 'Cleaning the data',
      split: 'Dividing the data',
      train: 'Training',
      evaluate: 'Testing',
      gate: 'Gate',
      report: 'Report',
      publish: 'Publishing',
    },
    energyTitle: 'Energy, an estimate',
    energy: (amount) => `Training and testing used about ${amount} of electricity.`,
    how: 'How this was estimated',
    source: {
      processor_counter: (stage, amount) =>
        `${stage}: ${amount} by the counter of the processor and its memory (RAPL). It counts everything that the machine did in that time, other work too.`,
      gpu_counter: (stage, amount) => `${stage}: ${amount} by the counter of the graphics processor (NVML).`,
      cpu_seconds: (stage, amount, cpuTime, watts) =>
        `${stage}: ${amount}, reckoned as ${cpuTime} of processor time × ${watts} W for a busy core. No counter of the processor could be read; the ${watts} W are a setting (TOUCHSTONE_CPU_WATTS), not a measurement.`,
    },
    leftOut: 'Not in it: steps that ask no model, storage, network and cooling.',
    noEnergy:
      'There is no estimate: a part of the work was not counted, since it was done before Touchstone counted, or on a device that keeps no count.',
    costTitle: 'Cost',
    total_cost: (amount) => `About ${amount} by this site’s tariff.`,
    electricity: (amount, energy, tariff) => `Electricity: ${energy} × ${tariff} a kWh = ${amount}.`,
    gpu: (amount, duration, tariff) => `Graphics processor: ${duration} × ${tariff} an hour = ${amount}.`,
    electricityUnknown: 'Electricity: not known, as there is no estimate of energy.',
    noTariff:
      'No cost is shown, because no tariff is set. Whoever runs the service sets the price of a kilowatt-hour in TOUCHSTONE_PRICE_KWH, that of an hour of a graphics processor in TOUCHSTONE_PRICE_GPU_HOUR, and the currency in TOUCHSTONE_CURRENCY (TWD unless said otherwise).',
  },
  'zh-TW': {
    lead: (duration) =>
      `完成這份結果共花了 ${duration}的工作時間。沿用先前執行結果的步驟，列的是當時所花的時間。`,
    tableTitle: '各步驟的時間與記憶體',
    stage: '步驟',
    time: '時間',
    device: '使用的設備',
    cpuTime: '處理器時間',
    memory: '記憶體最高用量',
    gpuMemory: '顯示記憶體最高用量',
    total: '合計',
    fromMemory: '答案均已存在，沿用即可',
    memoryNote: '記憶體與處理器時間是執行模型的程式所用，由作業系統計得。',
    estimateTitle: '訓練前的估計與實際',
    estimated: '估計',
    measured: '實際',
    difference: '差異',
    room: (available) => `訓練可用的記憶體為 ${available}。`,
    changed: (what) => `${what}。`,
    partIs: (part, bytes) => `${part}：${bytes}`,
    parts: '記憶體估計的組成',
    part: {
      process: '程式與其函式庫',
      weights: '基礎模型的權重',
      adapter: '所訓練的參數與其最佳化器',
      activations: '為反向傳播保留的中間結果',
      logits: '答案處的詞彙分數',
      loading: '讀取權重時的檔案',
    },
    stages: {
      ingest: '讀入資料',
      generate: '生成資料',
      refine: '整理資料',
      split: '分割資料',
      train: '訓練',
      evaluate: '評測',
      gate: '把關',
      report: '撰寫報告',
      publish: '發布',
    },
    energyTitle: '用電量（估計）',
    energy: (amount) => `訓練與評測約用電 ${amount}。`,
    how: '估計方式',
    source: {
      processor_counter: (stage, amount) =>
        `${stage}：${amount}，取自處理器與其記憶體的電量計數器（RAPL）；計入同一時間這台機器上的所有工作。`,
      gpu_counter: (stage, amount) => `${stage}：${amount}，取自圖形處理器的電量計數器（NVML）。`,
      cpu_seconds: (stage, amount, cpuTime, watts) =>
        `${stage}：${amount}，以處理器時間 ${cpuTime} × 每個忙碌核心 ${watts} 瓦推算。沒有可讀取的處理器電量計數器；${watts} 瓦是設定值（TOUCHSTONE_CPU_WATTS），並非量測所得。`,
    },
    leftOut: '不含未使用模型的步驟、儲存設備、網路與空調。',
    noEnergy: '無法估計：部分工作沒有計數，原因是當時尚未開始計數，或所用的設備沒有計數器。',
    costTitle: '費用',
    total_cost: (amount) => `依本單位設定的費率，約 ${amount}。`,
    electricity: (amount, energy, tariff) => `電費：${energy} × 每度（kWh）${tariff} ＝ ${amount}。`,
    gpu: (amount, duration, tariff) => `圖形處理器：${duration} × 每小時 ${tariff} ＝ ${amount}。`,
    electricityUnknown: '電費：沒有用電量的估計，無法計算。',
    noTariff:
      '尚未設定費率，因此不列費用。服務管理者可用 TOUCHSTONE_PRICE_KWH 設定每度電的價格、TOUCHSTONE_PRICE_GPU_HOUR 設定圖形處理器每小時的價格，並以 TOUCHSTONE_CURRENCY 設定幣別（預設 TWD）。',
  },
};
