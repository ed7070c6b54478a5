import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanText, clipText, isolated, wrapText } from '../../../picture/text/clip-text.ts'
import { textWidth } from '../../../picture/text/text-width.ts'

describe('clipText', () => {
  test('a clipped text is never wider than its room, and never longer than the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 0, max: 400 }), (text, width) => {
        const clipped = clipText(text, width, 13)
        expect(textWidth(clipped, 13)).toBeLessThanOrEqual(width + 1e-6)
        if (!clipped.endsWith('…')) expect([cleanText(text), '']).toContain(clipped)
      }),
    )
  })

  test('a text is cut between graphemes: a family of emoji and a letter with accents stay whole', () => {
    const family = '👩‍👩‍👧‍👦'
    const clipped = clipText(`ab${family}cdefghijklmnop`, 60, 13)
    expect(['ab…', `ab${family}…`, `ab${family}c…`]).toContain(clipped)
    expect(clipText('e\u0301e\u0301e\u0301e\u0301', 24, 13)).not.toMatch(/e(?!\u0301)/)
  })

  test('of 300 accents on a letter two stay, so that they cover no other line', () => {
    expect(cleanText(`e${'\u0301'.repeat(300)}x`)).toBe('e\u0301\u0301x')
  })

  test('characters that XML forbids, and marks that turn the direction, are removed', () => {
    expect(cleanText('a\u0000b\u202Ec\uD800d\uFFFEe\nf')).toBe('a bc d e f')
  })

  test('only names with letters from right to left are isolated', () => {
    expect(isolated('שלום')).toBe('\u2068שלום\u2069')
    expect(isolated('Ada')).toBe('Ada')
  })
})

describe('wrapText', () => {
  test('lines break between words, and between Chinese characters, and never exceed their width', () => {
    for (const text of [
      'Who left an organisation, when, and which sources say so?',
      '谁离开了某机构，时间和方式如何，依据哪些来源？',
      'x'.repeat(200),
    ])
      for (const line of wrapText(text, 150, 13, 4)) expect(textWidth(line, 13)).toBeLessThanOrEqual(150)
    expect(wrapText('谁离开了某机构，时间和方式如何', 110, 13, 4).length).toBe(2)
  })

  test('a text that needs more lines ends with an ellipsis', () => {
    const lines = wrapText('one two three four five six seven eight nine ten', 60, 13, 2)
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(/…$/)
  })
})

test('textWidth counts accents as nothing, Chinese characters as squares, and bold as wider', () => {
  expect(textWidth('e\u0301', 100)).toBe(textWidth('e', 100))
  expect(textWidth('é', 100)).toBe(textWidth('e', 100))
  expect(textWidth('翁荔', 100)).toBe(200)
  expect(textWidth('a', 100, true)).toBeGreaterThan(textWidth('a', 100))
})
