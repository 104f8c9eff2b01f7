import { columnErrors } from './input-columns.ts';
import { containerErrors } from './input-container.ts';
import { conversionErrors } from './input-conversion.ts';
import { datasetErrors } from './input-dataset.ts';
import { fieldErrors } from './input-field.ts';
import { fileErrors } from './input-file.ts';

/** Faults in the files that people upload, and of writing their records down in another form. */
export const inputErrors = {
  ...fileErrors,
  ...containerErrors,
  ...columnErrors,
  ...fieldErrors,
  ...datasetErrors,
  ...conversionErrors,
};
