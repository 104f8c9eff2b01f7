import type { Localized } from './names.ts';

/** Ways of training: what is trained over the frozen base. docs/training.md says when which is worth its price. */
export const METHOD_NAMES = ['lora', 'rslora', 'dora', 'qlora', 'prompt_tuning'] as const;
export type MethodName = (typeof METHOD_NAMES)[number];

/** Forms that a model version can be handed over in. */
export const EXPORT_FORMATS = ['peft', 'merged', 'gguf-adapter', 'gguf', 'ollama'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Systems that answer with a model version. */
export const SERVINGS = ['vllm', 'llama_cpp', 'ollama', 'peft'] as const;
export type Serving = (typeof SERVINGS)[number];

export interface Method {
  readonly title: Localized;
  /** Forms that each system takes, the best first; none: it cannot serve what this method trains. */
  readonly serves: Readonly<Record<Serving, readonly ExportFormat[]>>;
  /** Why forms are missing that others have; null where none are. */
  readonly limit: Localized | null;
}

/** What every server takes: matrices beside the weights, or worked into them. */
const AS_MATRICES: Method['serves'] = {
  vllm: ['peft', 'merged'],
  llama_cpp: ['gguf-adapter', 'gguf'],
  ollama: ['ollama', 'gguf'],
  peft: ['peft', 'merged'],
};

/**
 * Who can serve what. Sources: vLLM's check of adapters (`PEFTHelper`: no DoRA, no `modules_to_save`; it has no tuned prompts), and
 * llama.cpp's `llama_adapter_lora` (pairs of matrices and one alpha alone; rsLoRA's scale is written as that alpha).
 */
export const METHODS: Readonly<Record<MethodName, Method>> = {
  lora: { title: { 'zh-TW': 'LoRA', en: 'LoRA' }, serves: AS_MATRICES, limit: null },
  rslora: { title: { 'zh-TW': 'rsLoRA', en: 'rsLoRA' }, serves: AS_MATRICES, limit: null },
  qlora: { title: { 'zh-TW': 'QLoRA', en: 'QLoRA' }, serves: AS_MATRICES, limit: null },
  dora: {
    title: { 'zh-TW': 'DoRA', en: 'DoRA' },
    serves: { vllm: ['merged'], llama_cpp: ['gguf'], ollama: ['ollama', 'gguf'], peft: ['peft', 'merged'] },
    limit: {
      'zh-TW': 'vLLM 與 llama.cpp 不載入 DoRA 轉接器：請匯出併入原模型的形式。',
      en: 'vLLM and llama.cpp load no DoRA adapter: export it merged into its base.',
    },
  },
  prompt_tuning: {
    title: { 'zh-TW': '提示微調', en: 'prompt-tuning' },
    serves: { vllm: [], llama_cpp: [], ollama: [], peft: ['peft'] },
    limit: {
      'zh-TW': '提示微調的向量只有 PEFT 能用：vLLM、llama.cpp 與 Ollama 都不支援。',
      en: 'Only PEFT works with the vectors of a tuned prompt: vLLM, llama.cpp and Ollama have no place for them.',
    },
  },
};

/** The forms that a method's result can be handed over in, in the order of `EXPORT_FORMATS`. */
export function formatsOf(method: MethodName): readonly ExportFormat[] {
  const taken = new Set(Object.values(METHODS[method].serves).flat());
  return EXPORT_FORMATS.filter((format) => taken.has(format));
}
