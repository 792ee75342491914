/** One row for each account that has changed a preference. */
export interface PreferencesTable {
  readonly account_id: string;
  /** JSON of what the writer chose; a preference that it lacks is the default. */
  readonly chosen: string;
}
