import { createRequire } from 'node:module'

type Driver = typeof import('neo4j-driver').default

const require = createRequire(import.meta.url)
let loaded: Driver | undefined

/** The functions of the driver. It is loaded on first use: `--help` would otherwise take twice the time. */
export function neo4j(): Driver {
  loaded ??= require('neo4j-driver') as Driver
  return loaded
}
