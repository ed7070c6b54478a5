/** What is known of the value of an expression before it runs: by how much it can be larger than what it is made of, and its shape. */
export interface Value {
  /** Times as large as what the graph or a parameter holds, with all that is in it. */
  size: number
  /** The same of the longest list or text in it. */
  length: number
  /** A number, a truth, a date or a duration: what is added to it makes it no longer. */
  plain?: true
  nothing?: true
  /** A list that is written out. */
  items?: readonly Value[]
  /** Any element of a list. */
  of?: Value
  /** What a map is known to hold. */
  members?: ReadonlyMap<string, Value>
}

export const PLAIN: Value = { size: 0, length: 0, plain: true }
export const NOTHING: Value = { size: 0, length: 0, plain: true, nothing: true }
/** A literal text: as long as the statement says. */
export const WRITTEN: Value = { size: 0, length: 0 }
export const unknown = (size = 1, length = size): Value => ({ size, length })

const most = (numbers: readonly number[]) => Math.max(0, ...numbers)
const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)

/** A list of such elements, at least as long as the one that it was made of. */
export const listOf = (of: Value, from: Value = NOTHING): Value => ({
  size: Math.max(of.size, from.size),
  length: Math.max(of.length, from.length),
  of,
})

export const listWritten = (items: readonly Value[]): Value => ({
  size: sum(items.map(({ size }) => size)),
  length: sum(items.map(({ length }) => length)),
  items,
})

export const mapOf = (members: ReadonlyMap<string, Value>): Value => ({
  size: sum([...members.values()].map(({ size }) => size)),
  length: most([...members.values()].map(({ length }) => length)),
  members,
})

/** An element of a list. */
export const elementOf = (list: Value): Value =>
  list.of ?? (list.items ? oneOf(list.items) : unknown(list.size, list.length))

export const itemOf = (list: Value, at: number | undefined): Value =>
  (at === undefined ? undefined : list.items?.[at]) ?? elementOf(list)

/** What `.name` gives of a date that is a number; a map may hold anything. */
const NUMBERS =
  /^(year|quarter|month|week|weekYear|dayOf\w+|day|ordinalDay|weekDay|hour|minute|second|(milli|micro|nano)second|epoch(Seconds|Millis)|years|quarters|months|weeks|days|hours|minutes|seconds|(milli|micro|nano)seconds\w*)$/i
export function memberOf(value: Value, name: string): Value {
  if (value.nothing) return NOTHING
  if (value.plain) return NUMBERS.test(name) ? PLAIN : WRITTEN
  return value.members?.get(name) ?? unknown(value.size, value.length)
}

/** What is one of these and nobody knows which. */
export function oneOf(values: readonly Value[]): Value {
  const [first = NOTHING, ...more] = values.filter(({ nothing }) => !nothing)
  return more.reduce(either, first)
}

function either(a: Value, b: Value): Value {
  if (a.plain && b.plain) return PLAIN
  const value: Value = { size: Math.max(a.size, b.size), length: Math.max(a.length, b.length) }
  if (a.items && b.items && a.items.length === b.items.length)
    value.items = a.items.map((item, at) => either(item, b.items?.[at] ?? item))
  else if (isList(a) && isList(b)) value.of = oneOf([elementOf(a), elementOf(b)])
  else if (a.members && b.members) value.members = common(a.members, b.members)
  return value
}

const common = (a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>) =>
  new Map([...a].flatMap(([name, value]) => (b.has(name) ? [[name, either(value, b.get(name) ?? value)]] : [])))

const isList = ({ of, items }: Value) => of !== undefined || items !== undefined

/** `a + b`: lists and texts become as long as both together. */
export function joinOf(a: Value, b: Value): Value {
  if (a.plain && b.plain) return PLAIN
  const joined: Value = { size: a.size + b.size, length: a.length + b.length }
  if (isList(a) && (isList(b) || b.plain)) joined.of = oneOf([elementOf(a), isList(b) ? elementOf(b) : b])
  else if (a.plain && isList(b)) joined.of = oneOf([a, elementOf(b)])
  return joined
}

export const times = (value: Value, factor: number): Value => unknown(value.size * factor, value.length * factor)

/** As it is once it has a name: what is written out counts like what is stored. */
export const named = (value: Value): Value =>
  value.plain || value.size >= 1 ? value : { ...value, size: 1, length: Math.max(1, value.length) }

/** The same shape, with nothing in it. */
export const emptied = (value: Value): Value => reshaped(value, 0)

/** The same shape, each part of which counts once unless it is plain. */
export const counted = (value: Value): Value => reshaped(value, 1)

function reshaped(value: Value, weight: number): Value {
  if (value.plain) return value
  if (value.items) return listWritten(value.items.map(item => reshaped(item, weight)))
  if (value.members) return mapOf(new Map([...value.members].map(([name, each]) => [name, reshaped(each, weight)])))
  return { ...unknown(weight), ...(value.of && { of: reshaped(value.of, weight) }) }
}

/** The parts of a list or map that is written out. */
export const partsOf = ({ items, members }: Value): readonly Value[] | undefined =>
  items ?? (members && [...members.values()])

/** A number or a fixed number of them: as large after each turn of a loop that keeps its shape. */
export const isFixed = (value: Value): boolean => value.plain === true || (partsOf(value)?.every(isFixed) ?? false)

/** Shapes are the same if this is. */
export const shapeOf = ({ plain, items, of, members }: Value): string => {
  if (plain) return 'n'
  if (items) return `[${items.map(shapeOf)}]`
  if (of) return `(${shapeOf(of)})`
  return members ? `{${[...members].map(([name, each]) => `${name.length}${name}${shapeOf(each)}`)}}` : '?'
}
