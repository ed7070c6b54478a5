/** A static estimate of the value of an expression: how much larger it can be than its inputs, and its shape. */
export interface Value {
  /** The total size with all nested values, as a multiple of the largest value in the graph or the parameters. */
  size: number
  /** The length of the longest list or text in it, in the same unit. */
  length: number
  /** The number of values that may have been joined one by one into its longest list or text. */
  joined: number
  /** A number, boolean, date or duration, which never grows. */
  scalar?: true
  isNull?: true
  /** A string literal. */
  literal?: true
  /** A node, relationship, path or property. Its length does not depend on the rows. */
  stored?: true
  /** A text joined from short texts. */
  short?: true
  /** A whole parameter, or an element of one. */
  parameter?: 'whole' | 'element'
  /** The elements of a list literal. */
  items?: readonly Value[]
  /** An estimate for any element of a list. */
  of?: Value
  /** The maximum number of elements of a list, if known. */
  count?: number
  /** The known members of a map. */
  members?: ReadonlyMap<string, Value>
  /** The number of nested values in this estimate, including itself. */
  nodes: number
}

const value = (size: number, length: number, joined = 1): Value => ({ size, length, joined, nodes: 1 })

export const SCALAR: Value = { ...value(0, 0), scalar: true }
export const NULL: Value = { ...SCALAR, isNull: true }
/** A string literal; its length is in the statement. */
export const LITERAL: Value = { ...value(0, 0), literal: true }
export const STORED: Value = { ...value(1, 1), stored: true }
export const unknown = (size = 1, length = size, joined = 1): Value => value(size, length, joined)

/** Larger shapes are dropped, because each step traverses the shape. */
const MAX_NODES = 300

const most = (values: Iterable<Value>, measure: (value: Value) => number) => Math.max(0, ...[...values].map(measure))
const sum = (values: Iterable<Value>, measure: (value: Value) => number) =>
  [...values].reduce((all, each) => all + measure(each), 0)
const sizeOf = ({ size }: Value) => size
const lengthOf = ({ length }: Value) => length
const joinedOf = ({ joined }: Value) => joined

function withShape(bare: Value, parts: Iterable<Value>, shape: Pick<Value, 'items' | 'of' | 'members'>): Value {
  const nodes = 1 + sum(parts, each => each.nodes)
  return nodes > MAX_NODES ? bare : { ...bare, ...shape, nodes }
}

/** A list of such elements, at least as long as the list `from` that it derives from. */
export const listOf = (of: Value, from: Value = NULL, count = countOf(from)): Value => {
  const bare = value(most([of, from], sizeOf), most([of, from], lengthOf), most([of, from], joinedOf))
  return withShape(count === undefined ? bare : { ...bare, count }, [of], { of })
}

export const countOf = ({ items, count }: Value): number | undefined => items?.length ?? count

export const literalList = (items: readonly Value[]): Value =>
  withShape(value(sum(items, sizeOf), sum(items, lengthOf), Math.max(1, most(items, joinedOf))), items, { items })

export const mapOf = (members: ReadonlyMap<string, Value>): Value => {
  const all = [...members.values()]
  return withShape(value(sum(all, sizeOf), most(all, lengthOf), Math.max(1, most(all, joinedOf))), all, { members })
}

/** An element of a list. */
export function elementOf(list: Value): Value {
  if (list.of) return list.of
  if (list.items) return oneOf(list.items)
  if (list.stored) return STORED
  const element = unknown(list.size, list.length, list.joined)
  return list.parameter ? { ...element, parameter: 'element' } : element
}

export const itemOf = (list: Value, at: number | undefined): Value =>
  (at === undefined ? undefined : list.items?.[at]) ?? elementOf(list)

/** The numeric components of dates and durations. */
const NUMBERS =
  /^(year|quarter|month|week|weekYear|dayOf\w+|day|ordinalDay|weekDay|hour|minute|second|(milli|micro|nano)second|epoch(Seconds|Millis)|years|quarters|months|weeks|days|hours|minutes|seconds|(milli|micro|nano)seconds\w*)$/i
export function memberOf(map: Value, name: string): Value {
  if (map.isNull) return NULL
  if (map.scalar) return NUMBERS.test(name) ? SCALAR : LITERAL
  if (map.stored) return STORED
  const member = unknown(map.size, map.length, map.joined)
  return map.members?.get(name) ?? (map.parameter ? { ...member, parameter: map.parameter } : member)
}

/** An estimate that covers all of these values, if it is unknown which one it is. */
export function oneOf(values: readonly Value[]): Value {
  const [first = NULL, ...more] = values.filter(({ isNull }) => !isNull)
  return more.reduce(either, first)
}

function either(a: Value, b: Value): Value {
  if (a === b || (a.scalar && b.scalar)) return a
  const both = [a, b]
  const bare = value(most(both, sizeOf), most(both, lengthOf), most(both, joinedOf))
  if (both.every(({ stored, scalar }) => stored || scalar)) return { ...bare, stored: true }
  if (both.every(({ literal, stored, scalar }) => literal || stored || scalar)) return { ...bare, literal: true }
  if (both.every(isShort)) return { ...bare, short: true }
  if (both.every(({ parameter, stored, scalar }) => parameter || stored || scalar))
    return { ...bare, parameter: both.some(({ parameter }) => parameter === 'whole') ? 'whole' : 'element' }
  if (a.items && b.items && a.items.length === b.items.length) {
    const items = a.items.map((item, at) => either(item, b.items?.[at] ?? item))
    return withShape(bare, items, { items })
  }
  if (isList(a) && isList(b)) {
    const of = oneOf(both.map(elementOf))
    return withShape(bare, [of], { of })
  }
  if (!a.members || !b.members) return bare
  const members = common(a.members, b.members)
  return withShape(bare, members.values(), { members })
}

const common = (a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>) =>
  new Map([...a].flatMap(([name, each]) => (b.has(name) ? [[name, either(each, b.get(name) ?? each)]] : [])))

/** Whether the length does not depend on the rows. */
const isShort = ({ scalar, stored, literal, short }: Value) => (scalar ?? stored ?? literal ?? short) === true

const isList = ({ of, items }: Value) => of !== undefined || items !== undefined

/** `a + b`. The length of lists and texts is the sum of both. */
export function joinOf(a: Value, b: Value): Value {
  if (a.scalar && b.scalar) return SCALAR
  const joined = value(a.size + b.size, a.length + b.length, most([a, b], joinedOf))
  if (isShort(a) && isShort(b)) return { ...joined, short: true }
  const elements = [a, b].filter(isList).map(elementOf)
  const others = [a, b].filter(each => !isList(each))
  if (elements.length === 0 || others.some(({ scalar }) => !scalar)) return joined
  const of = oneOf([...elements, ...others])
  return withShape(joined, [of], { of })
}

export const times = (one: Value, factor: number, joined = one.joined): Value =>
  unknown(one.size * factor, one.length * factor, joined)

/** The value after it is bound to a name: literals then count like stored values. */
export function named(one: Value): Value {
  if (one.scalar) return one
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

/** The same shape, with size 0. */
export const emptied = (one: Value): Value => reshaped(one, 0)

/** The same shape, in which each part has size 1 unless it is scalar. */
export const counted = (one: Value): Value => reshaped(one, 1)

function reshaped(one: Value, weight: number): Value {
  if (one.scalar) return one
  if (one.items) return literalList(one.items.map(item => reshaped(item, weight)))
  if (one.members) return mapOf(new Map([...one.members].map(([name, each]) => [name, reshaped(each, weight)])))
  const bare = value(weight, weight)
  if (!one.of) return bare
  const of = reshaped(one.of, weight)
  return withShape(bare, [of], { of })
}

/** The parts of a list or map literal. */
export const partsOf = ({ items, members }: Value): readonly Value[] | undefined =>
  items ?? (members && [...members.values()])

/** Whether the value consists of a fixed number of scalars, so that it does not grow in a loop. */
export const isFixed = (one: Value): boolean => one.scalar === true || (partsOf(one)?.every(isFixed) ?? false)

/** Whether an element needs only the space of a reference: a scalar or a string literal. */
export const isLight = ({ scalar, literal }: Value): boolean => (scalar ?? literal) === true

/** A text that is equal for equal shapes. */
export const shapeOf = ({ scalar, items, of, members }: Value): string => {
  if (scalar) return 'n'
  if (items) return `[${items.map(shapeOf)}]`
  if (of) return `(${shapeOf(of)})`
  return members ? `{${[...members].map(([name, each]) => `${name.length}${name}${shapeOf(each)}`)}}` : '?'
}
