#!/usr/bin/env node
/**
 * Runs a command from its compiled JavaScript, in this process: `node bin/run.js load --help`. Where the sources are, it first
 * builds what has changed since the last build; elsewhere, as in the image, it takes the build as it is.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const ROOT = resolve(import.meta.dirname, '..')

/** The parts that the server sends or runs. */
const SERVED = ['node', 'client', 'embed', 'pinned']

/** The entry file of each command, and the parts of the build that it needs. */
const COMMANDS = {
  start: { entry: 'start.js', parts: SERVED },
  load: { entry: 'seeds/cli.js', parts: ['node'] },
  export: { entry: 'seeds/export-cli.js', parts: ['node'] },
  digest: { entry: 'seeds/digest-cli.js', parts: ['node'] },
  mirror: { entry: 'seeds/mirror-cli.js', parts: ['node'] },
  layout: { entry: 'seeds/layout-cli.js', parts: ['node'] },
  backup: { entry: 'seeds/backup-cli.js', parts: ['node'] },
  restore: { entry: 'seeds/restore-cli.js', parts: ['node'] },
  publish: { entry: 'server/publish-cli.js', parts: ['node'] },
  mcp: { entry: 'server/mcp-cli.js', parts: ['node'] },
  neo4j: { entry: 'server/neo4j-cli.js', parts: ['node'] },
}

const [, , name, ...argv] = process.argv
const command = name === 'build' ? { parts: argv.length > 0 ? argv : SERVED } : COMMANDS[name]
if (!command) {
  process.stderr.write(`Usage: node bin/run.js ${Object.keys(COMMANDS).join('|')} [options]\n`)
  process.exit(2)
}
if (existsSync(join(ROOT, 'start.ts'))) {
  const { buildIfStale } = await import('./build.js')
  try {
    buildIfStale(...command.parts)
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}
if (command.entry) {
  const entry = join(ROOT, 'dist/node', command.entry)
  process.argv = [process.execPath, entry, ...argv]
  await import(pathToFileURL(entry).href)
}
