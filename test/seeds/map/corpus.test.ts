import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openInput } from '../../../seeds/files/input.ts'
import { proposeMapping } from '../../../seeds/map/propose.ts'
import { readPaths, writeFiles } from '../reading.ts'

/**
 * A file of each shape, and beside it (`NAME.txt`) the sentences that the mapping proposed for it states of the first rows,
 * and remarks that it must make.
 */
const CORPUS = join(import.meta.dirname, 'corpus')
const files = (await readdir(CORPUS)).filter(name => !name.endsWith('.txt'))
/** Their people and organisations are named in another file. */
const IDS_ALONE = ['littlesis-ids.json', 'neo4j-edges.csv']

const STATES = '# What this mapping reads from the first rows:'

async function proposed(name: string) {
  const yaml = await proposeMapping(await openInput(join(CORPUS, name), () => {}))
  const lines = yaml.split('\n')
  const comments = (from: string) => {
    const rest = lines.slice(lines.indexOf(from) + 1)
    const end = rest.findIndex(line => !line.startsWith('#   '))
    return rest.slice(0, end).map(line => line.replace(/^# +(- )?/, ''))
  }
  return { yaml, sentences: comments(STATES), remarks: comments('# To do:') }
}

async function expectedOf(name: string) {
  const lines = (await readFile(join(CORPUS, `${name}.txt`), 'utf8')).split('\n').filter(line => line !== '')
  const isRemark = (line: string) => line.startsWith('to do: ')
  return {
    sentences: lines.filter(line => !isRemark(line)),
    remarks: lines.filter(isRemark).map(line => line.slice('to do: '.length)),
  }
}

describe('proposed mappings for files of many shapes', () => {
  test('the corpus has at least 30 files', () => {
    expect(files.length).toBeGreaterThanOrEqual(30)
  })

  test.each(files)('the mapping proposed for %s reads the content of its rows and lists what to check', async name => {
    const { sentences, remarks } = await proposed(name)
    const expected = await expectedOf(name)
    expect(sentences).toEqual(expected.sentences)
    for (const remark of expected.remarks) expect(remarks).toContainEqual(expect.stringContaining(remark))
  })

  test.each(files)(
    'the mapping proposed for %s loads its file, or names the values that are still missing',
    async name => {
      const { yaml } = await proposed(name)
      const [map = ''] = await writeFiles({ 'mapping.yaml': yaml })
      const { messages } = await readPaths([join(CORPUS, name)], { map })
      if (/TODO/.test(yaml.replace(/^#.*$/gm, ''))) expect(messages).toContainEqual(expect.stringContaining('"TODO"'))
      else if (IDS_ALONE.includes(name))
        expect(messages).toContainEqual(expect.stringContaining('is not the id or name of any'))
      else expect(messages).toEqual([])
    },
  )

  test.each(files)('no claim of the mapping proposed for %s is identified by a line number', async name => {
    const { yaml } = await proposed(name)
    expect(yaml).not.toContain('@line')
    expect(yaml).not.toContain('@index')
  })
})
