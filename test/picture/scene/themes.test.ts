import { expect, test } from 'vitest'
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
