/** A test set that every run of a registry name is judged by, from when it is frozen until it is unfrozen. */
export interface SuiteView {
  /** Registry name. */
  readonly name: string;
  /** 1, 2, 3 … within the name. */
  readonly version: number;
  /** sha256 of the test records: `test_digest` of every evaluation that was made with them. */
  readonly testDigest: string;
  readonly records: number;
  /** The run that the test set was made in. */
  readonly run: string;
  readonly frozen: SuiteSignature;
  /** null: it is in force. */
  readonly unfrozen: SuiteSignature | null;
  /** Models that were judged by it so far, whatever their name. */
  readonly looks: number;
}

export interface SuiteSignature {
  readonly by: string;
  readonly reason: string;
  readonly at: string;
}

/** `looks.json` of a report: the how-manieth model this is that was judged by its test set; 1 for the first. */
export interface TestLook {
  readonly test_digest: string;
  readonly number: number;
}
