import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { paramsOf, questions } from '../../../client/api/question-names.ts'
import {
  CLOCKS,
  changeLocation,
  decodeLocation,
  emptyLocation,
  encodeLocation,
  type Location,
  OWN_PARAMS,
  VIEWS,
} from '../../../client/store/location.ts'
import { StepSchema } from '../../../client/store/story-steps.ts'
import { COLOURED_BY, SIZED_BY } from '../../../picture/network/encoding.ts'

const decode = (search: string) => decodeLocation(search, paramsOf)

const id = fc.oneof(
  fc.constantFrom('openai', 'lilian-weng', '翁荔', 'a,b&c=d', 'x+y%20'),
  fc.string({ minLength: 1, unit: 'grapheme' }),
)
const own = [...OWN_PARAMS, 'node', 'organisation', 'person', 'text', 'limit']
const coordinate = fc.integer({ min: -30_000, max: 30_000 }).map(n => n / 10_000)
const unit = fc.integer({ min: -50_000, max: 50_000 }).map(n => n / 10)
const size = fc.integer({ min: 1, max: 50_000 }).map(n => n / 10)
const whole = fc.integer({ min: -99_999, max: 99_999 })
/** No number: an object lists such keys first, in their own order. */
const key = id.filter(text => /^[^\d\s]/u.test(text) && text !== '__proto__')
const text = fc.string({ minLength: 1 })
const tenths = (n: number) => Number(n.toFixed(1))
const column = fc.constantFrom('node', 'neighbour', 'as-of', 'x')
const period = fc.constantFrom('2023-12-01', '2023-12', '2023', '2023/2024-05', '2024~', '0001-01-01', '9999')

const locations: fc.Arbitrary<Location> = fc
  .record({
    query: fc.constant('around'),
    everyone: fc.constant(false),
    params: fc.record({ node: id }, { requiredKeys: [] }).map(params => ({ ...params })),
    select: fc.option(fc.array(id, { maxLength: 2 })),
    expand: fc.uniqueArray(id, { maxLength: 4 }),
    from: fc.option(id),
    to: fc.option(id),
    at: fc.option(period),
    vs: fc.option(period),
    clock: fc.constantFrom(...CLOCKS),
    hideAbsent: fc.boolean(),
    unconnected: fc.boolean(),
    hidden: fc.uniqueArray(id, { maxLength: 4 }),
    near: fc.option(id),
    places: fc.dictionary(key, fc.record({ x: whole, y: whole }), { maxKeys: 3 }).map(places => ({ ...places })),
    filters: fc
      .record({ manner: text, role: text, organisation: text, sources: fc.constant('2+') }, { requiredKeys: [] })
      .map(filters => ({ ...filters })),
    colour: fc.constantFrom(...COLOURED_BY),
    size: fc.constantFrom(...SIZED_BY),
    lang: fc.constantFrom(null, 'en', 'zh'),
    view: fc.constantFrom(...VIEWS),
    camera: fc.option(
      fc.oneof(
        fc.record({ x: coordinate, y: coordinate, ratio: fc.integer({ min: 1, max: 30_000 }).map(n => n / 10_000) }),
        fc
          .tuple(unit, unit, size, size)
          .map(([x0, y0, width, height]) => ({ x0, y0, x1: tenths(x0 + width), y1: tenths(y0 + height) })),
      ),
    ),
    table: fc.record({
      sort: fc.option(fc.record({ column, descending: fc.boolean() })),
      filter: fc.string(),
      columns: fc.option(fc.uniqueArray(column, { minLength: 1, maxLength: 4 })),
    }),
    story: fc.constantFrom<Location['story'][]>([], [StepSchema.parse({ caption: 'One', nodes: ['a'], at: '2023' })]),
    step: fc.constant(null),
    rest: fc.array(
      fc.tuple(
        fc.string({ minLength: 1 }).filter(name => !own.includes(name)),
        fc.string(),
      ),
      { maxLength: 3 },
    ),
  })
  .map(location => ({ ...location, vs: location.at && location.vs }))

describe('state in the URL', () => {
  test('the page URL decodes to the state it was encoded from', () => {
    fc.assert(
      fc.property(locations, location => {
        expect(decode(encodeLocation(location))).toEqual(location)
      }),
    )
  })

  test('the page URL is empty for the default state', () => {
    expect(encodeLocation(emptyLocation())).toBe('')
    expect(decode('')).toEqual(emptyLocation())
  })

  test('the page URL keeps unknown parameters in order, including repeated ones', () => {
    const url = '?utm_source=letter&q=around&node=openai&tag=a&tag=b'
    const { params, rest } = decode(url)
    expect(params).toEqual({ node: 'openai' })
    expect(rest).toEqual([
      ['utm_source', 'letter'],
      ['tag', 'a'],
      ['tag', 'b'],
    ])
    expect(new URLSearchParams(encodeLocation({ ...decode(url), select: ['meta'] })).getAll('tag')).toEqual(['a', 'b'])
  })

  test('the page URL distinguishes an empty selection from an absent one', () => {
    expect(decode('?select=').select).toEqual([])
    expect(decode('?lang=zh').select).toBeNull()
  })

  test.each([
    '1,2',
    '1,2,0',
    '1,2,-1',
    'a,b,c',
    '3,2,3,4',
    '1,5,3,4',
    '1,2,3,4,5',
    ',,',
    ',,,',
    'Infinity,0,1',
    '0,0,1,1e9',
  ])('the page URL ignores an invalid camera: %s', text => {
    expect(decode(`?camera=${text}`).camera).toBeNull()
  })

  test.each(['yesterday', '2024-13', '2024-02-30', '../2024', '2024/..', '2025/2024', ''])(
    'the page URL ignores a date of the map that has no first and last day: %s',
    text => {
      expect(decode(`?at=${text}`).at).toBeNull()
      expect(decode(`?at=2024&vs=${text}`)).toMatchObject({ at: '2024', vs: null })
    },
  )

  test('the page URL holds the order, the filter and the columns of a table, and another question begins with none', () => {
    const url = '?q=who-left&organisation=openai&view=table&sort=-left&filter=chief+officer&columns=person,on'
    const location = decode(url)
    expect(location.table).toEqual({
      sort: { column: 'left', descending: true },
      filter: 'chief officer',
      columns: ['person', 'on'],
    })
    expect(decode(encodeLocation(location))).toEqual(location)
    expect(changeLocation(location, { view: 'picture' }).table).toEqual(location.table)
    expect(changeLocation(location, { query: 'career' }).table).toEqual(emptyLocation().table)
    expect(changeLocation(location, decode('?q=career&sort=on')).table.sort?.column).toBe('on')
  })

  test('no question has a parameter with the name of one of the page, other than the window', () => {
    const shared = [...questions.keys()].flatMap(paramsOf).filter(name => OWN_PARAMS.has(name))
    expect([...new Set(shared)].toSorted()).toEqual(['from', 'to'])
  })

  test('the page URL ignores a second date without a first', () => {
    expect(decode('?vs=2024').vs).toBeNull()
  })
})
