/** Words that several questions share: names of columns and parameters, and values of closed lists by column. */
export interface SharedWords {
  labels: Record<string, string>
  values: Record<string, Record<string, string>>
}
