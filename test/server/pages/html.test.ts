import { describe, expect, test } from 'vitest'
import { cell } from '../../../server/pages/cell-html.ts'
import { html, webAddress } from '../../../server/pages/html.ts'
import { sampleTexts } from '../../../server/pages/samples.ts'

const HOSTILE = `"><script>alert('&')</script>`
const ESCAPED = '&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;'

describe('markup', () => {
  test('html escapes every value in content, attributes and lists, and keeps existing markup', () => {
    const inner = html`<b>${HOSTILE}</b>`
    expect(html`<a title="${HOSTILE}">${[inner, HOSTILE, null, false, 0]}</a>`.text).toBe(
      `<a title="${ESCAPED}"><b>${ESCAPED}</b>${ESCAPED}0</a>`,
    )
  })

  test.each(['javascript:alert(1)', 'data:text/html,x', ' https://example.org', 'https://', '//example.org', 7, null])(
    'webAddress makes no link of %j',
    text => expect(webAddress(text)).toBeNull(),
  )

  test('webAddress makes a link of a web address', () =>
    expect(webAddress('https://example.org/a')).toBe('https://example.org/a'))
})

describe('table cells', () => {
  const shown = (value: unknown) => html`${cell(value, 'en')}`.text

  test.each([
    [null, '<span class="missing">not stated</span>'],
    [true, 'yes'],
    [1234.5, '1,234.5'],
    [0, '0'],
    [0.0000553, '0.000055'],
    ['https://a.example/b', '<a href="https://a.example/b" rel="noopener noreferrer">https://a.example/b</a>'],
    ['2024', '2024'],
    ['2024~', '<time title="2024~">about 2024</time>'],
    ['2024-02', '<time title="2024-02">February 2024</time>'],
    ['2024-02-19', '<time datetime="2024-02-19" title="2024-02-19">19 February 2024</time>'],
    ['/2024-02-19', '<time title="/2024-02-19">by 19 February 2024</time>'],
    ['2024-13', '2024-13'],
    ['possible', '<span class="doubt">possible</span>'],
    [['a', 'b'], 'a, b'],
    [[], '<span class="missing" aria-hidden="true">–</span>'],
    [{ min: 1, max: 3 }, '1 – 3'],
    [{ min: 2, max: 2 }, '2'],
    [{ min: 1, max: null }, '1 – …'],
    [{ min: null, max: null }, '<span class="missing" aria-hidden="true">–</span>'],
    [{ id: 'a b', name: 'A' }, '<a class="entity" href="/?q=around&amp;node=a+b">A</a>'],
    [{ gapDays: 3, note: null }, '<dl><div><dt>Gap days</dt><dd>3</dd></div></dl>'],
  ])('a table cell shows %j as %s', (value, expected) => expect(shown(value)).toBe(expected))

  const inColumn = (column: string, value: unknown, row = {}, language: 'en' | 'zh' = 'en') =>
    html`${cell(value, language, column, row)}`.text.replace(/<[^>]+>/g, '')

  test.each([
    ['organisation', { destination: 'none reported' }, 'not stated'],
    ['organisation', { destination: 'undisclosed' }, 'not disclosed'],
    ['joined', { destination: 'undisclosed', organisation: null }, '–'],
    ['joined', { destination: 'known', organisation: { id: 'a', name: 'A' } }, 'not stated'],
    ['left', { destination: 'none reported', organisation: null }, 'not stated'],
    ['left', { origin: 'none reported', organisation: null }, '–'],
    ['destination', { manner: 'resigned' }, '–'],
    ['successor', { filled: 'several' }, '–'],
    ['successor', { filled: 'none reported' }, 'not stated'],
    ['beginEarliest', { stint: null }, '–'],
    ['beginEarliest', { stint: '1' }, 'not stated'],
    ['order', {}, '–'],
  ])('an empty table cell in the column %s of %j shows "%s"', (column, row, expected) =>
    expect(inColumn(column, null, row)).toBe(expected),
  )

  test.each([
    [{ min: 0, max: 13 }, '0–13 days', '0–13 天'],
    [{ min: 1, max: 1 }, '1 day', '1 天'],
    [{ min: 30, max: null }, '30 days or more', '30 天以上'],
  ])('a table cell with a length of time shows its unit: %j', (length, english, chinese) => {
    expect(inColumn('gap', length)).toBe(english)
    expect(inColumn('vacant', length, {}, 'zh')).toBe(chinese)
  })

  test('a table cell shows dates in the language of the page, and texts that look like dates unchanged', () => {
    expect(inColumn('on', '2024-02', {}, 'zh')).toBe('2024年2月')
    expect(inColumn('latest', '2024-02-19', {}, 'zh')).toBe('2024年2月19日')
    expect(inColumn('stint', '2024-02', {}, 'zh')).toBe('2024-02')
    expect(inColumn('left', { on: '../2024-10', announced: null, manner: 'resigned', claims: ['a1b2'] })).toBe(
      'Onby October 2024Mannerresigned',
    )
  })

  test('a table cell translates words of a closed list and no text of a source', () => {
    expect(inColumn('certainty', 'possible', {}, 'zh')).toBe('可能')
    expect(inColumn('role', 'founded', {}, 'zh')).toBe('founded')
  })

  test('a table cell shows a claim with its source, and never links a URL that a browser would execute', () => {
    const claim = (url: string) => ({
      event: 'left',
      on: '2018-05',
      announced: '2018-04~',
      role: HOSTILE,
      status: 'rumoured',
      locator: 'p. 5',
      source: { id: 's', title: HOSTILE, publisher: 'Gazette', url, published: '2019-01-02' },
    })
    expect(shown([claim('https://example.org/')])).toContain(
      `<a href="https://example.org/" rel="noopener noreferrer">${ESCAPED}</a>`,
    )
    const text = shown([claim('javascript:alert(1)')])
    expect(text).not.toContain('href')
    expect(text).not.toContain('<script')
    expect(text).toContain(
      '<strong>left</strong> <time title="2018-05">May 2018</time>, <span class="doubt">rumoured</span>',
    )
    expect(text).toContain(`; ${ESCAPED}; announced <time title="2018-04~">about April 2018</time> —`)
    const ahead = { ...claim('https://example.org/'), on: '2019-02' }
    expect(shown([ahead])).toContain('<strong>to leave</strong> <time title="2019-02">February 2019</time>')
    expect(text).toContain('(Gazette, <time datetime="2019-01-02" title="2019-01-02">2 January 2019</time>), p. 5')
  })
})

test('code samples contain no character that could end a quote', () => {
  const url = new URL(`http://example.org/api/queries/search?${new URLSearchParams({ text: `'"\`$(x)\\ \n` })}`)
  for (const text of Object.values(sampleTexts(url))) expect(text).not.toMatch(/[`$\\]|'"|"'/)
})
