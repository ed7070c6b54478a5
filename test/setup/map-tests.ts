import type { Reply } from '../../cypher/wire.ts'
import { drawnMap, drawnNodes, openForEachTest } from './browser.ts'

/** Browser tests of the map, each with a visit of its own, and what they do with it. */
export function openMapTests() {
  const tests = openForEachTest()
  return {
    tests,
    /** Opens the map with this query string, and returns the ids of the nodes that are drawn. */
    async open(search: string): Promise<string[]> {
      await tests.visited.page.goto(`${tests.app.url}${search}`)
      return drawnNodes(tests.visited.page)
    },
    /** The answer of the API to a question with its parameters. */
    ask: async (question: string): Promise<Reply> =>
      (await fetch(`${tests.app.url}api/queries/${question}`)).json() as Promise<Reply>,
    inUrl: (name: string) => new URL(tests.visited.page.url()).searchParams.get(name),
    sentence: () => tests.visited.page.locator('.time-sentence'),
    drawn: () => drawnMap(tests.visited.page),
  }
}
