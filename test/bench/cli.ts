import { readdir } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'

export interface BenchOptions {
  /** The share of the full size, for benchmarks that have one. */
  scale: number
}

/** One benchmark and its figures. Figures to compare between machines are ratios of alternating runs. */
export interface Bench {
  about: string
  run(say: (line: string) => void, options: BenchOptions): Promise<Record<string, number>>
}

const names = (await readdir(import.meta.dirname))
  .filter(name => /^[^.]+\.bench\.ts$/.test(name))
  .map(name => name.slice(0, -9))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    scale: { type: 'string', default: '1' },
    help: { type: 'boolean', short: 'h' },
  },
})
const load = async (name: string) => ((await import(`./${name}.bench.ts`)) as { default: Bench }).default

const [name] = positionals
if (values.help || !name || !names.includes(name)) {
  if (name && !values.help) process.stderr.write(`There is no benchmark ${name}.\n`)
  console.log('Usage: npm run bench -- NAME [--json] [--scale SHARE]\n')
  for (const each of names) console.log(`  ${each.padEnd(10)} ${(await load(each)).about}`)
  process.exitCode = values.help || !name ? 0 : 2
} else {
  console.log(
    `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
  )
  const figures = await (await load(name)).run(line => console.log(line), { scale: Number(values.scale) || 1 })
  console.log(
    values.json
      ? JSON.stringify(figures)
      : Object.entries(figures)
          .map(([key, value]) => `${key}: ${value}`)
          .join('\n'),
  )
}
