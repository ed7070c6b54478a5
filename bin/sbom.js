/**
 * Lists what the product consists of: `npm run sbom [-- FILE]` writes a CycloneDX document, by default dist/sbom.cdx.json, and prints
 * its path. It has the packages that the server needs, and those that the build puts into the scripts of the pages.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildIfStale } from './build.js'

const ROOT = resolve(import.meta.dirname, '..')
const BUNDLES = ['client', 'embed', 'pinned']

buildIfStale(...BUNDLES)
const { name } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
/** Vite writes a heading such as `## react - 19.3.1 (MIT)` for each package. */
const bundled = new Set(
  BUNDLES.flatMap(part =>
    Array.from(
      readFileSync(join(ROOT, 'dist', part, 'licenses.md'), 'utf8').matchAll(/^## (\S+) - (\S+) \(/gm),
      ([, packageName, version]) => `${packageName}@${version}`,
    ),
  ),
)
const sbom = JSON.parse(
  execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'], {
    ...{ cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 2] },
  }),
)
const isDevelopment = ({ properties = [] }) => properties.some(each => each.name === 'cdx:npm:package:development')
const components = sbom.components.filter(each => !isDevelopment(each) || bundled.has(`${each.name}@${each.version}`))
const kept = new Set([sbom.metadata.component['bom-ref'], ...components.map(each => each['bom-ref'])])
const dependencies = sbom.dependencies
  .filter(({ ref }) => kept.has(ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(each => kept.has(each)) }))
// npm names the project after its folder.
sbom.metadata.component.name = name

const file = resolve(process.argv[2] ?? join(ROOT, 'dist/sbom.cdx.json'))
writeFileSync(file, `${JSON.stringify({ ...sbom, components, dependencies }, null, 2)}\n`)
process.stdout.write(`${file}\n`)
