/** The part of a reply that drawing uses. */
export interface Answer {
  query: string
  params: Record<string, unknown>
  rows: Record<string, unknown>[]
}
