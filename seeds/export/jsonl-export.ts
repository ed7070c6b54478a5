import { basename } from 'node:path'
import type { Format, Work } from './export-format.ts'
import type { Row } from './export-rows.ts'
import { tableRows } from './tables.ts'

/**
 * JSON Lines: one object for each row, with the table under `table` and the columns as other members. Aliases are a
 * list.
 */
export const jsonl: Format = { shape: 'file', out: 'export.jsonl', lossless: true, write }

async function write({ driver, target, signal, wrote }: Work): Promise<void> {
  const file = basename(target.out)
  await target.write(file, '')
  for await (const page of tableRows(driver, signal)) {
    for (const row of page) wrote(row, row.losses)
    await target.write(file, page.map(line).join(''))
  }
}

const line = ({ table, fields }: Row): string => `${JSON.stringify({ table, ...fields })}\n`
