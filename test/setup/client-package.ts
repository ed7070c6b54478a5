import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What package.json of the client's package holds. */
export interface ClientManifest {
  name: string
  dependencies: Record<string, string>
  exports: Record<string, { types: string; default: string }>
}

/** Packs the client as `npm run pack:client` does, into a folder for temporary files. Returns the path of the tarball. */
export async function packClient(): Promise<string> {
  const { stdout } = await run(process.execPath, ['bin/pack-client.js', await mkdtemp(join(tmpdir(), 'packed-'))])
  return stdout.trim()
}

/**
 * A project of somebody else, empty but for the client's package: the tarball in its node_modules and, without the network,
 * links to the dependencies that its manifest names.
 */
export async function projectWithClient(): Promise<{ folder: string; installed: string; manifest: ClientManifest }> {
  const folder = await mkdtemp(join(tmpdir(), 'consumer-'))
  const installed = join(folder, 'node_modules/who-left-where')
  await mkdir(installed, { recursive: true })
  await run('tar', ['-xzf', await packClient(), '--strip-components=1', '-C', installed])
  const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as ClientManifest
  for (const name of Object.keys(manifest.dependencies))
    await symlink(resolve('node_modules', name), join(folder, 'node_modules', name))
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  return { folder, installed, manifest }
}
