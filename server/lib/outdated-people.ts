/** How many people a load would reconcile again although no claim has changed. */
export interface OutdatedPeople {
  /** Those whose events and tenures follow from the rules of another version. */
  byOtherRules: number
  /** Others with an announced event whose day has come. */
  due: number
}
