import { expect, test } from 'vitest'
import { drawPicture } from '../../../picture/draw.ts'
import { toSvg } from '../../../picture/scene/svg.ts'
import { readQuestions } from '../../../server/db/cypher-files.ts'
import { madeRows } from '../../setup/made-rows.ts'
import { readSvg } from '../../setup/svg-texts.ts'

const questions = await readQuestions()
const counting = [...questions.values()].filter(({ picture }) => picture && 'events' in picture)

test('every bar and every curve leads to the question that lists its events, in its window', () => {
  expect(counting.map(({ name }) => name).toSorted()).toEqual(['departures-over-time', 'retention', 'waves'])
  for (const question of counting) {
    const target = questions.get(
      question.picture && 'events' in question.picture ? String(question.picture.events) : '',
    )
    const rows = madeRows(question, 6, 4).map(row => ({ ...row, begin: '2020-01-01', end: '2020-06-30' }))
    const answer = { params: { organisation: 'a&b' }, rows }
    const { links } = readSvg(toSvg(drawPicture(question, answer, { width: 1200, theme: 'light', language: 'en' })))
    expect(links.length, question.name).toBeGreaterThan(0)
    for (const link of links) {
      const { pathname, searchParams } = new URL(link, 'http://page/')
      expect(pathname).toBe(`/q/${target?.name}`)
      expect(target?.params.safeParse(Object.fromEntries(searchParams)).data).toMatchObject({
        ...{ organisation: 'a&b', from: '2020-01-01', to: '2020-06-30' },
      })
    }
  }
})
