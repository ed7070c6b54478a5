import { readdir } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'

/** One benchmark: its figures, those that travel being ratios of things run in turn in this run. */
export interface Bench {
  about: string
  run(say: (line: string) => void): Promise<Record<string, number>>
}

const names = (await readdir(import.meta.dirname))
  .filter(name => /^[^.]+\.bench\.ts$/.test(name))
  .map(name => name.slice(0, -9))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
})
const load = async (name: string) => ((await import(`./${name}.bench.ts`)) as { default: Bench }).default

const [name] = positionals
if (values.help || !name || !names.includes(name)) {
  if (name && !values.help) process.stderr.write(`There is no benchmark ${name}.\n`)
  console.log('Usage: npm run bench -- NAME [--json]\n')
  for (const each of names) console.log(`  ${each.padEnd(10)} ${(await load(each)).about}`)
  process.exitCode = values.help || !name ? 0 : 2
} else {
  console.log(
    `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`,
  )
  const figures = await (await load(name)).run(line => console.log(line))
  console.log(
    values.json
      ? JSON.stringify(figures)
      : Object.entries(figures)
          .map(([key, value]) => `${key}: ${value}`)
          .join('\n'),
  )
}
