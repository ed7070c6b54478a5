/** What drawing needs of a reply. */
export interface Answer {
  query: string
  params: Record<string, unknown>
  rows: Record<string, unknown>[]
}
