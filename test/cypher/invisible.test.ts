import { describe, expect, test } from 'vitest'
import { TextSchema } from '../../cypher/fields.ts'
import { invisibleIn, withoutInvisible } from '../../cypher/invisible.ts'

describe('withoutInvisible', () => {
  test.each([
    ['zero width spaces', 'mi\u200bll\u200b', 'mill'],
    ['soft hyphens', 'Ge\u00adsell\u00adschaft', 'Gesellschaft'],
    ['a byte order mark within the text', '\ufeffAda\ufeff', 'Ada'],
    ['word joiners', 'Ada\u2060 Mill', 'Ada Mill'],
    [
      'marks, brackets and isolates of writing direction',
      '\u202aAda\u202c \u2066Mill\u2069\u200e\u200f\u202e',
      'Ada Mill',
    ],
    ['joiners at the edges of words', '\u200dAda\u200c \u200cMill\u200d', 'Ada Mill'],
    ['joiners between Latin letters', 'A\u200dd\u200ca', 'Ada'],
    ['tags outside of flags', 'Ada\u{e0041}\u{e007f}', 'Ada'],
    ['spaces that do not break', '\u00a0Ada\u00a0 Mill\u202f\u3000', ' Ada Mill '],
  ])('removes %s', (_what, text, expected) => {
    expect(withoutInvisible(text)).toBe(expected)
  })

  test.each([
    ['a Persian word with a non-joiner', 'می‌خواهم'],
    ['a Persian suffix after Latin letters', 'PDF\u200cها'],
    ['a Sinhala conjunct', 'ශ්\u200dරී'],
    ['a Malayalam final consonant', 'അവന്\u200d വന്നു'],
    ['an emoji of several people', '👨\u200d👩\u200d👧'],
    ['the flag of Wales', '🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}'],
    ['a combined accent', 'Álvarez'],
  ])('keeps %s', (_what, text) => {
    expect(withoutInvisible(text)).toBe(text)
    expect(invisibleIn(text)).toBeUndefined()
  })
})

test('invisibleIn names the first invisible character, and no space', () => {
  expect(invisibleIn('a\u00a0b\u200bc\u2060')).toBe('U+200B (zero width space)')
  expect(invisibleIn('Ada\u200d')).toBe('U+200D (zero width joiner)')
  expect(invisibleIn('a\u00a0b\u3000')).toBeUndefined()
})

test('TextSchema removes invisible characters and names a control character', () => {
  const faultOf = (text: string) => TextSchema.safeParse(text).error?.issues[0]?.message
  expect(faultOf('Ada\u0000')).toBe('has the control character U+0000 (NUL); remove it')
  expect(TextSchema.parse('\u200b Ada \u200b\nMill\u200b')).toBe('Ada Mill')
})
