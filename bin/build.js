import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '..')
const DIST = join(ROOT, 'dist')
const LOCK = join(DIST, 'lock')
const STAMP = '.stamp'
const WAIT_MS = 50

/** The parts of the build. Each is the folder `dist/NAME`, which `program` makes of `sources`. */
const PARTS = {
  node: {
    sources: [
      'cypher',
      'picture',
      'seeds',
      'server',
      'test/programs',
      'start.ts',
      'tsconfig.base.json',
      'tsconfig.node.json',
    ],
    // Types are checked by `npm run test:types`; a wrong one does not keep anybody from trying out an edit.
    program: ['typescript/bin/tsc', '-p', 'tsconfig.node.json', '--noCheck', '--outDir'],
  },
  client: {
    sources: ['client', 'cypher', 'picture', 'vite.config.ts', 'package-lock.json'],
    program: ['vite/bin/vite.js', 'build', '--logLevel', 'warn', '--emptyOutDir', '--outDir'],
  },
  // What is written into published files.
  pinned: {
    sources: ['client', 'cypher', 'picture', 'vite.config.ts', 'package-lock.json'],
    program: ['vite/bin/vite.js', 'build', '--mode', 'pinned', '--logLevel', 'warn', '--emptyOutDir', '--outDir'],
  },
  // The part of the client that runs in the server.
  embed: {
    sources: ['client', 'cypher', 'picture', 'vite.config.ts', 'package-lock.json'],
    program: [
      'vite/bin/vite.js',
      'build',
      '--ssr',
      'embed/render-embed.ts',
      '--logLevel',
      'warn',
      '--emptyOutDir',
      '--outDir',
    ],
  },
}

/** Files beside the sources that are no part of the build. */
const NOT_BUILT = /\.(cypher|csv|md)$/

/**
 * Builds the parts whose sources have changed since they were built, under a lock, each in a folder that then takes the place
 * of the last one. Throws if a build fails.
 */
export function buildIfStale(...names) {
  if (!names.some(isStale)) return
  mkdirSync(DIST, { recursive: true })
  lock()
  try {
    for (const name of names.filter(isStale)) build(name)
  } finally {
    rmSync(LOCK, { force: true })
  }
}

const isStale = name => read(join(DIST, name, STAMP)) !== stampOf(name)

function build(name) {
  const [out, next, last] = [name, `${name}.next`, `${name}.last`].map(folder => join(DIST, folder))
  for (const folder of [next, last]) rmSync(folder, { recursive: true, force: true })
  const stamp = stampOf(name)
  const [program, ...args] = PARTS[name].program
  const path = join(ROOT, 'node_modules', program)
  if (!existsSync(path))
    throw new Error(`dist/${name} cannot be built without the development dependencies: run npm ci.`)
  process.stderr.write(`building dist/${name}…\n`)
  const { status } = spawnSync(process.execPath, [path, ...args, next], {
    cwd: ROOT,
    // Tests set NODE_ENV, with which the pages would contain React's development build.
    env: { ...process.env, NODE_ENV: 'production' },
    // Standard output belongs to the command that runs afterwards.
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) throw new Error(`dist/${name} could not be built.`)
  writeFileSync(join(next, STAMP), stamp)
  if (existsSync(out)) renameSync(out, last)
  renameSync(next, out)
  rmSync(last, { recursive: true, force: true })
}

/** Differs once a source of the part is changed, added, moved or removed. */
function stampOf(name) {
  const hash = createHash('sha256')
  for (const path of PARTS[name].sources.flatMap(filesOf)) {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat) hash.update(`${path} ${stat.mtimeMs} ${stat.size}\n`)
  }
  return hash.digest('hex')
}

function filesOf(source) {
  const path = join(ROOT, source)
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !NOT_BUILT.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
}

/** Waits until no other process builds. */
function lock() {
  const mine = `${LOCK}.${process.pid}`
  writeFileSync(mine, String(process.pid))
  try {
    while (!isLinked(mine)) {
      const holder = Number(read(LOCK))
      if (holder && !isAlive(holder)) rmSync(LOCK, { force: true })
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS)
    }
  } finally {
    rmSync(mine)
  }
}

function isLinked(file) {
  try {
    linkSync(file, LOCK)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** The text of a file, or nothing if it is not there. */
function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
