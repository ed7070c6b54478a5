import { type Column, toColumn } from './columns.ts'

/** The sample of a list of rows, by column. */
export interface Table {
  /** The file name without the folder. */
  file: string
  columns: Column[]
  rows: number
  /** The list within each row, if its elements are the rows. */
  each?: string
  /** The texts of a column, by row. */
  texts(column: string): readonly string[]
}

export interface Sample {
  file: string
  columns: readonly string[]
  rows: readonly { text(column: string): string }[]
  each?: string
}

export function toTable({ file, columns, rows, each }: Sample): Table {
  const kept = new Map<string, string[]>()
  const texts = (column: string) => {
    const found = kept.get(column) ?? rows.map(row => row.text(column).trim())
    kept.set(column, found)
    return found
  }
  const prefix = each === undefined ? '' : `${each}.`
  const labelOf = (name: string) => [`${name}Label`, `${name}_label`].find(label => columns.includes(label)) ?? name
  const toColumns = columns.map(name => toColumn(name, texts(name), prefix, texts(labelOf(name))))
  return { file, each, rows: rows.length, texts, columns: toColumns }
}
