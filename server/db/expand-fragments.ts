/** A piece of Cypher that several texts share. A text uses it as if it were a function: `evidence(c, s)`. */
export interface Fragment {
  parameters: string[]
  body: string
}

const HEADER = /^\/\/ (\w+)\(([\w, ]*)\): .*\n/

/**
 * Reads `cypher/fragments/NAME.cypher`, whose first line is `// NAME(parameter, …): description`.
 * @throws {Error} if the first line is missing or has another name
 */
export function parseFragment(name: string, text: string): Fragment {
  const [header = '', declared, parameters = ''] = HEADER.exec(text) ?? []
  if (declared !== name) throw new Error(`cypher/fragments/${name}.cypher must begin with // ${name}(…): description`)
  return { parameters: namesIn(parameters), body: text.slice(header.length).trim() }
}

/**
 * The text with every use of a fragment replaced by the fragment, so that it runs in any Neo4j client. Lines of the fragment keep
 * the indentation of the place where they are put.
 * @throws {Error} if a fragment is used with another number of arguments
 */
export function expandFragments(text: string, fragments: ReadonlyMap<string, Fragment>): string {
  if (fragments.size === 0) return text
  const uses = new RegExp(`\\b(${[...fragments.keys()].join('|')})\\(([\\w, ]*)\\)`, 'g')
  return text.replace(uses, (use, name: string, given: string, at: number) => {
    const { parameters, body } = fragments.get(name) ?? { parameters: [], body: '' }
    const values = namesIn(given)
    if (values.length !== parameters.length) throw new Error(`${use} must have the arguments ${parameters.join(', ')}`)
    const byName = new Map(parameters.map((parameter, index) => [parameter, values[index] ?? '']))
    // A name after a dot, or before a colon, is a property.
    const filled = body.replace(/(?<![.\w])\w+(?![\w:])/g, word => byName.get(word) ?? word)
    const column = at - (text.lastIndexOf('\n', at - 1) + 1)
    return filled.replaceAll('\n', `\n${' '.repeat(column)}`)
  })
}

const namesIn = (list: string): string[] =>
  list
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '')
