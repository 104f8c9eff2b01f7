/** What `touchstone dataset generate` says, in English. */
export const generateEn = {
  dataset_generate:
    'have the text model make records from documents or records, and write them to a file to be checked (docs/generate.md)',
  option_method: 'what is made, and from what; else generate.method of the spec',
  option_count: 'records wanted that pass every filter; else generate.count of the spec (100)',
  option_generated_out:
    'required: file to write; its end tells the container: .xlsx .csv .jsonl .json .tsv .parquet .arrow (.gz .zst)',
  option_generated_to:
    'format of the records; text_label where the method gives labels, else prompt_completion',
  generating: 'Generating: {percent} %',
  generated: '{generated} of {wanted} records wanted, made by {model}: {to}, in {file}',
  runs_generated: 'write what a text model made in a run, after cleaning, to a file for people to check',
  savedGenerated: '{records} generated records: {to}, written to {file}',
  generatedReview:
    'Nobody has checked them yet. Who has checked and corrected a record puts a name into its column reviewed_by; only then may it be tested on.',
  generatedCost: '{answers} answers, {input} + {output} tokens, cost {cost}, {time}',
  generatedFree: '{answers} answers, {input} + {output} tokens, {time}',
  generatedMasked: 'Personal data masked before it left: {masked} pieces',
  generatedKept:
    'The answers so far are kept in {journal}; the same command goes on from there and asks for none of them again.',
  head_filter: 'filter',
  head_came: 'came',
  head_passed: 'passed',
  head_share: 'share',
  filterOff: '{filter} (off)',
};
