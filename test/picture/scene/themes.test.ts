import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mapColours } from '../../../client/style/theme.ts'
import { THEME, THEMES } from '../../../picture/scene/themes.ts'

/** Relative luminance by WCAG 2.2. */
function luminance(colour: string): number {
  const channels = [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
  const [r = 0, g = 0, b = 0] = channels.map(each => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

test.each(THEMES)('the theme %s has text of 4.5:1 and marks of 3:1 against its ground', name => {
  const { paper, band, ink, quiet, joined, left, bar, person, edges } = THEME[name]
  for (const ground of [paper, band])
    for (const text of [ink, quiet]) expect([text, ground, contrast(text, ground) >= 4.5]).toEqual([text, ground, true])
  for (const mark of [joined, left, bar, person, ...Object.values(edges)])
    expect([mark, contrast(mark, paper) >= 3]).toEqual([mark, true])
})

/** The values of `light-dark()` in the colours of pages, by variable. */
const PAGES = new Map(
  [
    ...readFileSync('picture/scene/page-colours.css', 'utf8').matchAll(
      /--([a-z-]+): light-dark\((#\w{6}), (#\w{6})\)/g,
    ),
  ].map(([, name = '', light = '', dark = '']) => [name, { light, dark }]),
)
const pageColour = (name: string, scheme: 'light' | 'dark') => PAGES.get(name)?.[scheme] ?? ''

test.each(['light', 'dark'] as const)(
  'the %s page has the paper, ink and marks of pictures, and enough contrast',
  scheme => {
    const of = (name: string) => pageColour(name, scheme)
    const { paper, ink, quiet } = THEME[scheme]
    expect([of('paper'), of('ink'), of('quiet')]).toEqual([paper, ink, quiet])
    const weak = [
      ...['paper', 'ground', 'chosen-ground'].flatMap(ground => [
        ['ink', ground],
        ['quiet', ground],
        ['link', ground],
      ]),
      ...['organisation', 'person', 'left', 'doubt', 'fault', 'good'].map(text => [text, 'paper']),
      ...[
        ['doubt', 'doubt-ground'],
        ['fault', 'fault-ground'],
        ['good', 'good-ground'],
        ['on-strong', 'organisation'],
      ],
    ].filter(([text = '', ground = '']) => contrast(of(text), of(ground)) < 4.5)
    const faint = ['control', 'focus'].filter(mark => contrast(of(mark), paper) < 3)
    expect([weak, faint]).toEqual([[], []])
  },
)

test.each(['light', 'dark'] as const)(
  'the %s map has marks of 3:1 and names of 4.5:1, even of what is out of focus',
  scheme => {
    const { paper, ink, nodes, edges, categories, otherCategory, faded } = mapColours(scheme)
    const marks = { ...nodes, ...edges, ...categories, otherCategory }
    expect(Object.entries(marks).filter(([, mark]) => contrast(mark, paper) < 3)).toEqual([])
    expect([ink, faded.ink].filter(text => contrast(text, paper) < 4.5)).toEqual([])
  },
)

test('a picture within a page has the colours of both schemes', () => {
  expect(THEME.auto.edges.joined).toBe(`light-dark(${THEME.light.edges.joined}, ${THEME.dark.edges.joined})`)
  expect(THEME.auto.series).toHaveLength(THEME.light.series.length)
})
