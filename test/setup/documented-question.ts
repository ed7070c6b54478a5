import { cp, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** The question that `cypher/README.md` shows as an example: the name and text of its two files. */
export async function documentedQuestion(): Promise<{ name: string; cypher: string; definition: string }> {
  const text = await readFile('cypher/README.md', 'utf8')
  const [, cypher] = /```cypher\n([\s\S]*?)```/.exec(text) ?? []
  const [, definition] = /```ts\n([\s\S]*?)```/.exec(text) ?? []
  const [, name] = /^ {2}name: '([a-z-]+)',$/m.exec(definition ?? '') ?? []
  if (!cypher || !definition || !name) throw new Error('cypher/README.md shows no question as two blocks of code.')
  return { name, cypher, definition }
}

const PARTS = [
  'bin',
  'cypher',
  'picture',
  'server',
  'seeds',
  'client',
  'test',
  'deploy',
  'docs',
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
]
const CONFIGURATION = [
  'package.json',
  'biome.json',
  '.gitignore',
  'tsconfig.base.json',
  'tsconfig.node.json',
  'start.ts',
  'vitest.config.ts',
]

/** Excluded from the copy: the tests that make it, so that a run there does not make another one. */
const isCopied = (path: string) => !path.includes('add-question')

/** Copies the project and adds the two files of that question. Returns the path of the copy. */
export async function copyWithQuestion(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'with-question-'))
  for (const part of [...PARTS, ...CONFIGURATION])
    await cp(part, join(copy, part), { recursive: true, filter: isCopied })
  await symlink(resolve('node_modules'), join(copy, 'node_modules'))
  const { name, cypher, definition } = await documentedQuestion()
  await writeFile(join(copy, 'cypher/read', `${name}.cypher`), cypher)
  await writeFile(join(copy, 'cypher/read', `${name}.ts`), definition)
  return copy
}
