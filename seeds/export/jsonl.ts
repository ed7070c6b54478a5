import { basename, extname } from 'node:path'
import { groupBy } from '../group.ts'
import type { Format, Work } from './format.ts'
import type { Row } from './rows.ts'
import { tableRows } from './tables.ts'

/** JSON Lines: an object a row, whose `table` is the table and whose other members are its columns. Aliases are a list. */
export const jsonl: Format = { shape: 'file', out: 'export.jsonl', lossless: true, write }

async function write({ driver, target, signal, wrote, later }: Work): Promise<void> {
  const main = basename(target.out)
  const furtherName = (round: number) => `${basename(main, extname(main))}.further-${round}${extname(main)}`
  await target.write(main, '')
  for await (const page of tableRows(driver, signal)) {
    for (const { row } of page) wrote(row, row.losses)
    for (const [round, rows] of groupBy(page, ({ round }) => round)) {
      const file = round === 0 ? main : furtherName(round)
      if (round > 0) later(file)
      await target.write(file, rows.map(({ row }) => line(row)).join(''))
    }
  }
}

const line = ({ table, fields }: Row): string => `${JSON.stringify({ table, ...fields })}\n`
