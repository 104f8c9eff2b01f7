/**
 * Why the labels of a dataset are not judged. `few_records`: fewer than two classes have enough records; `no_agreement`: the
 * model is wrong more often than right, so that its doubts are about itself.
 */
export type Unjudged = 'few_records' | 'no_agreement';
