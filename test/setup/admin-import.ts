import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureJars } from '../../server/launcher/jars.ts'
import { chooseJava, findJavas } from '../../server/launcher/java.ts'
import { run } from '../../server/launcher/run-program.ts'
import { DEFAULT_HOME } from '../../server/lib/env.ts'

/** File options of `neo4j-admin database import full`, such as `--nodes=Person=people.csv`. */
export type ImportFiles = string[]

/**
 * Imports files into an empty store with Neo4j's import tool, without a server. Returns the seconds, which are a lower bound for every
 * way to write the same data.
 */
export async function adminImport(files: ImportFiles, log: (line: string) => void): Promise<number> {
  const { java, version } = chooseJava(await findJavas(process.env), {})
  const jars = await ensureJars(version, {
    lib: process.env.NEO4J_JARS || join(DEFAULT_HOME, 'lib'),
    env: process.env,
    log,
  })
  const home = await mkdtemp(join(tmpdir(), 'admin-import-'))
  try {
    await mkdir(join(home, 'conf'))
    await writeFile(join(home, 'conf', 'neo4j.conf'), 'db.tx_log.preallocate=false\n')
    const opens = ['java.nio', 'java.io', 'java.lang', 'sun.nio.ch'].map(
      name => `--add-opens=java.base/${name}=ALL-UNNAMED`,
    )
    const from = performance.now()
    const { code, output } = await run(
      java.path,
      [
        ...opens,
        '-cp',
        jars.classPath,
        'org.neo4j.cli.AdminTool',
        'database',
        'import',
        'full',
        'neo4j',
        `--report-file=${join(home, 'report')}`,
        ...files,
      ],
      { env: { PATH: process.env.PATH, NEO4J_HOME: home, NEO4J_CONF: join(home, 'conf') }, limit: 600_000 },
    )
    if (code !== 0) throw new Error(`neo4j-admin database import: ${output.slice(-2000)}`)
    return (performance.now() - from) / 1000
  } finally {
    await rm(home, { recursive: true })
  }
}
