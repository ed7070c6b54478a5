import { FileError, type Input } from '../files/input.ts'
import { jsonElements } from '../files/json-elements.ts'
import { parseObject } from '../files/json-lines.ts'
import { jsonMembers } from '../files/json-members.ts'
import type { Format } from './shared/format.ts'
import { toItem } from './wikidata/wikidata-entity.ts'
import { Items } from './wikidata/wikidata-items.ts'
import { isResult, readResult } from './wikidata/wikidata-result.ts'
import { itemRows } from './wikidata/wikidata-rows.ts'

/** Entities of Wikidata (Special:EntityData and wbgetentities, or a list as in its dumps): offices, employers, parties, memberships. */
const wikidata: Format = {
  name: 'wikidata',
  about: 'entities of Wikidata as JSON (Special:EntityData, wbgetentities), or results of the query in docs/formats.md',
  extensions: ['json'],
  repeatsEntities: true,
  recognises: ({ head }) =>
    /^\s*\{[^[]*"entities"\s*:\s*\{\s*"[QP]\d+"\s*:/.test(head) ||
    isResult(head) ||
    (/^\s*\[\s*\{[^[]*"type"\s*:\s*"(item|property)"/.test(head) && /"(labels|claims)"\s*:/.test(head)),
  async *read(input, context) {
    const { file } = input
    const items = new Items()
    if (isResult(input.head)) {
      readResult(await input.text(), items, file, context)
      yield* itemRows(items, file, context)
      return
    }
    let any = false
    for (const { name, text, ...at } of await entitiesOf(input)) {
      any = true
      const place = { file, ...at }
      const object = parseObject(text)
      const item = typeof object === 'string' ? object : toItem(object, name, place)
      if (typeof item === 'string') context.report({ ...place, message: item }, [{ place, object: { text } }])
      else if (item) items.add(item)
    }
    if (!any) throw new FileError('has no entities; it is not a file of Wikidata entities')
    yield* itemRows(items, file, context)
  },
}
export default wikidata

/** The texts of the entities, one after the other. Only a dump has them in a list. */
async function entitiesOf(input: Input): Promise<Iterable<{ name: string; line: number; nth?: number; text: string }>> {
  const text = await input.text()
  return /^\s*\[/.test(text) ? elements(text) : jsonMembers(text, 'entities')
}

function* elements(text: string) {
  for (const { path, ...element } of jsonElements(text)) if (path === '') yield { name: '', ...element }
}
