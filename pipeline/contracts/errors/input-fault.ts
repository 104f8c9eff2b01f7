import type { ErrorEntry } from './entry.ts';

/** Whatever is wrong with an uploaded file is the sender's to mend: status 422, exit 2, never tried again. */
export const inputFault = (message: ErrorEntry['message'], advice: ErrorEntry['advice']): ErrorEntry => ({
  http: 422,
  exit: 2,
  retry: 'never',
  message,
  advice,
});
