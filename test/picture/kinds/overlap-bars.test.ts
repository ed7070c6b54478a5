import { expect, test } from 'vitest'
import { drawQuestion } from '../../setup/draw-question.ts'

const colleague = (name: string, min: number, max: number | null) => ({
  colleague: { id: name, name },
  days: { min, max },
  stays: [],
})

test('a ranking by days marks each row whose range overlaps that of the row above, and says how many', async () => {
  const { texts } = await drawQuestion('colleagues', [
    colleague('longest', 900, 1000),
    colleague('overlaps', 500, 950),
    colleague('apart', 300, 400),
    colleague('exact', 200, 200),
    colleague('same', 200, 200),
    colleague('unbounded', 100, null),
  ])
  const names = texts.map(({ text }) => text).filter(text => /^(≈ )?[a-z]+$/.test(text))
  expect(names).toEqual(['longest', '≈ overlaps', 'apart', 'exact', 'same', '≈ unbounded', 'certain', 'possible'])
  expect(texts.map(({ text }) => text).join(' ')).toContain('≈ marks 2 rows that may belong before or after')
})
