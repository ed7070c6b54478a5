/**
 * Packs the client of the API and the embed for other projects: `npm run pack:client [-- FOLDER]` writes who-left-where-VERSION.tgz to the
 * folder, by default `dist`, and prints its path. The package has a manifest of its own, so that it depends on nothing that
 * only the server or the pages need.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '..')
const DEPENDENCIES = ['edtf', 'zod']

const read = file => readFileSync(join(ROOT, file), 'utf8')
const { name, version, license, type, dependencies } = JSON.parse(read('package.json'))
const description =
  'A typed client for the API of who-left-where, the definitions of its questions, and its views as an element for other pages'
const exportOf = path => ({ types: `./${path}.d.ts`, default: `./${path}.js` })
const manifest = {
  ...{ name, version, description, license, type },
  // It defines the element.
  sideEffects: ['./client/embed-package.js'],
  exports: {
    './client': exportOf('client/api/client'),
    './embed': exportOf('client/embed-package'),
    './questions/*': exportOf('cypher/read/*'),
  },
  dependencies: Object.fromEntries(DEPENDENCIES.map(each => [each, dependencies[each]])),
}
const examples = ['docs/api.md', 'docs/embedding.md'].map(file => /```ts\n[\s\S]*?```/.exec(read(file))?.[0])

const target = resolve(process.argv[2] ?? join(ROOT, 'dist'))
const folder = mkdtempSync(join(tmpdir(), 'client-package-'))
const run = (program, ...args) =>
  execFileSync(program, args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 2] })
try {
  run(process.execPath, 'node_modules/typescript/bin/tsc', '-p', 'client/tsconfig.package.json', '--outDir', folder)
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  writeFileSync(join(folder, 'README.md'), `# ${name}\n\n${description}.\n\n${examples.join('\n\n')}\n`)
  cpSync(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'))
  mkdirSync(target, { recursive: true })
  const file = run('npm', 'pack', folder, '--silent', '--pack-destination', target).trim()
  process.stdout.write(`${join(target, file)}\n`)
} finally {
  rmSync(folder, { recursive: true })
}
