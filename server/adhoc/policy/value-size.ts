/** What is known of the value of an expression before it runs: by how much it can be larger than what it is made of, and its shape. */
export interface Value {
  /** Times as large as what the graph or a parameter holds, with all that is in it. */
  size: number
  /** The same of the longest list or text in it. */
  length: number
  /** How many values the longest list or text in it may have been joined of, one by one. */
  joined: number
  /** A number, a truth, a date or a duration: what is added to it makes it no longer. */
  plain?: true
  nothing?: true
  /** A text that is written out, and nothing else. */
  literal?: true
  /** A node, a relationship, a path or a property: short, whatever the rows. */
  stored?: true
  /** A text that is joined of such as are short. */
  short?: true
  /** A parameter, or an element of one. */
  given?: 'whole' | 'element'
  /** A list that is written out. */
  items?: readonly Value[]
  /** Any element of a list. */
  of?: Value
  /** The most elements of a list, where that is known. */
  count?: number
  /** What a map is known to hold. */
  members?: ReadonlyMap<string, Value>
  /** Of how many values it is known, itself among them. */
  nodes: number
}

const value = (size: number, length: number, joined = 1): Value => ({ size, length, joined, nodes: 1 })

export const PLAIN: Value = { ...value(0, 0), plain: true }
export const NOTHING: Value = { ...PLAIN, nothing: true }
/** As long as the statement says. */
export const WRITTEN: Value = { ...value(0, 0), literal: true }
export const STORED: Value = { ...value(1, 1), stored: true }
export const unknown = (size = 1, length = size, joined = 1): Value => value(size, length, joined)

/** Of more values than this a shape is forgotten, for each step would go through it. */
const MOST_NODES = 300

const most = (values: Iterable<Value>, measure: (value: Value) => number) => Math.max(0, ...[...values].map(measure))
const sum = (values: Iterable<Value>, measure: (value: Value) => number) =>
  [...values].reduce((all, each) => all + measure(each), 0)
const sizeOf = ({ size }: Value) => size
const lengthOf = ({ length }: Value) => length
const joinedOf = ({ joined }: Value) => joined

function shaped(bare: Value, parts: Iterable<Value>, shape: Pick<Value, 'items' | 'of' | 'members'>): Value {
  const nodes = 1 + sum(parts, each => each.nodes)
  return nodes > MOST_NODES ? bare : { ...bare, ...shape, nodes }
}

/** A list of such elements, at least as long as the one that it was made of. */
export const listOf = (of: Value, from: Value = NOTHING, count = countOf(from)): Value => {
  const bare = value(most([of, from], sizeOf), most([of, from], lengthOf), most([of, from], joinedOf))
  return shaped(count === undefined ? bare : { ...bare, count }, [of], { of })
}

export const countOf = ({ items, count }: Value): number | undefined => items?.length ?? count

export const listWritten = (items: readonly Value[]): Value =>
  shaped(value(sum(items, sizeOf), sum(items, lengthOf), Math.max(1, most(items, joinedOf))), items, { items })

export const mapOf = (members: ReadonlyMap<string, Value>): Value => {
  const all = [...members.values()]
  return shaped(value(sum(all, sizeOf), most(all, lengthOf), Math.max(1, most(all, joinedOf))), all, { members })
}

/** An element of a list. */
export function elementOf(list: Value): Value {
  if (list.of) return list.of
  if (list.items) return oneOf(list.items)
  if (list.stored) return STORED
  const element = unknown(list.size, list.length, list.joined)
  return list.given ? { ...element, given: 'element' } : element
}

export const itemOf = (list: Value, at: number | undefined): Value =>
  (at === undefined ? undefined : list.items?.[at]) ?? elementOf(list)

/** What `.name` gives of a date that is a number; a map may hold anything. */
const NUMBERS =
  /^(year|quarter|month|week|weekYear|dayOf\w+|day|ordinalDay|weekDay|hour|minute|second|(milli|micro|nano)second|epoch(Seconds|Millis)|years|quarters|months|weeks|days|hours|minutes|seconds|(milli|micro|nano)seconds\w*)$/i
export function memberOf(map: Value, name: string): Value {
  if (map.nothing) return NOTHING
  if (map.plain) return NUMBERS.test(name) ? PLAIN : WRITTEN
  if (map.stored) return STORED
  const member = unknown(map.size, map.length, map.joined)
  return map.members?.get(name) ?? (map.given ? { ...member, given: map.given } : member)
}

/** What is one of these and nobody knows which. */
export function oneOf(values: readonly Value[]): Value {
  const [first = NOTHING, ...more] = values.filter(({ nothing }) => !nothing)
  return more.reduce(either, first)
}

function either(a: Value, b: Value): Value {
  if (a === b || (a.plain && b.plain)) return a
  const both = [a, b]
  const bare = value(most(both, sizeOf), most(both, lengthOf), most(both, joinedOf))
  if (both.every(({ stored, plain }) => stored || plain)) return { ...bare, stored: true }
  if (both.every(({ literal, stored, plain }) => literal || stored || plain)) return { ...bare, literal: true }
  if (both.every(isShort)) return { ...bare, short: true }
  if (both.every(({ given, stored, plain }) => given || stored || plain))
    return { ...bare, given: both.some(({ given }) => given === 'whole') ? 'whole' : 'element' }
  if (a.items && b.items && a.items.length === b.items.length) {
    const items = a.items.map((item, at) => either(item, b.items?.[at] ?? item))
    return shaped(bare, items, { items })
  }
  if (isList(a) && isList(b)) {
    const of = oneOf(both.map(elementOf))
    return shaped(bare, [of], { of })
  }
  if (!a.members || !b.members) return bare
  const members = common(a.members, b.members)
  return shaped(bare, members.values(), { members })
}

const common = (a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>) =>
  new Map([...a].flatMap(([name, each]) => (b.has(name) ? [[name, either(each, b.get(name) ?? each)]] : [])))

/** What is no list of rows. */
const isShort = ({ plain, stored, literal, short }: Value) => (plain ?? stored ?? literal ?? short) === true

const isList = ({ of, items }: Value) => of !== undefined || items !== undefined

/** `a + b`: lists and texts become as long as both together. */
export function joinOf(a: Value, b: Value): Value {
  if (a.plain && b.plain) return PLAIN
  const joined = value(a.size + b.size, a.length + b.length, most([a, b], joinedOf))
  if (isShort(a) && isShort(b)) return { ...joined, short: true }
  const elements = [a, b].filter(isList).map(elementOf)
  const others = [a, b].filter(each => !isList(each))
  if (elements.length === 0 || others.some(({ plain }) => !plain)) return joined
  const of = oneOf([...elements, ...others])
  return shaped(joined, [of], { of })
}

export const times = (one: Value, factor: number, joined = one.joined): Value =>
  unknown(one.size * factor, one.length * factor, joined)

/** As it is once it has a name: what is written out counts like what is stored. */
export function named(one: Value): Value {
  if (one.plain) return one
  const { items, of, members } = one
  const inner = {
    ...(items && { items: items.map(named) }),
    ...(of && { of: named(of) }),
    ...(members && { members: new Map([...members].map(([name, each]) => [name, named(each)])) }),
  }
  const parts = [...(inner.items ?? []), ...(inner.members?.values() ?? [])]
  const size = Math.max(1, one.size, sum(parts, sizeOf))
  return { ...one, ...inner, size, length: Math.max(1, one.length) }
}

/** The same shape, with nothing in it. */
export const emptied = (one: Value): Value => reshaped(one, 0)

/** The same shape, each part of which counts once unless it is plain. */
export const counted = (one: Value): Value => reshaped(one, 1)

function reshaped(one: Value, weight: number): Value {
  if (one.plain) return one
  if (one.items) return listWritten(one.items.map(item => reshaped(item, weight)))
  if (one.members) return mapOf(new Map([...one.members].map(([name, each]) => [name, reshaped(each, weight)])))
  const bare = value(weight, weight)
  if (!one.of) return bare
  const of = reshaped(one.of, weight)
  return shaped(bare, [of], { of })
}

/** The parts of a list or map that is written out. */
export const partsOf = ({ items, members }: Value): readonly Value[] | undefined =>
  items ?? (members && [...members.values()])

/** A number or a fixed number of them: as large after each turn of a loop that keeps its shape. */
export const isFixed = (one: Value): boolean => one.plain === true || (partsOf(one)?.every(isFixed) ?? false)

/** What takes no more room than a reference: a number, or a text that is there already. */
export const isLight = ({ plain, literal }: Value): boolean => (plain ?? literal) === true

/** Shapes are the same if this is. */
export const shapeOf = ({ plain, items, of, members }: Value): string => {
  if (plain) return 'n'
  if (items) return `[${items.map(shapeOf)}]`
  if (of) return `(${shapeOf(of)})`
  return members ? `{${[...members].map(([name, each]) => `${name.length}${name}${shapeOf(each)}`)}}` : '?'
}
