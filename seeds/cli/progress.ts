import { Presets, SingleBar } from 'cli-progress'
import type { CommandIo } from '../../server/lib/command-io.ts'

export interface Progress {
  progress: (done: number, total: number) => void
  end: () => void
}

/** A unit of progress: how to format an amount, and the total from which progress lines are printed. */
export interface Unit {
  amount(count: number): string
  /** Printed after the total. */
  name: string
  long: number
}

export const ROWS: Unit = { amount: String, name: 'rows', long: 10_000 }
export const BYTES: Unit = { amount: bytes => (bytes / 1e6).toFixed(1), name: 'MB', long: 1e6 }

/** The interval of progress lines without a terminal, in milliseconds. */
const PAUSE = 3_000

/** A progress bar on a terminal. Elsewhere, for long work only, a line at the start and one every few seconds. */
export const progressOf = (io: CommandIo, verb: string, unit: Unit = ROWS, now: () => number = Date.now): Progress =>
  io.stderr.isTTY ? bar(io, verb, unit) : plainLines(io, verb, unit, now)

function bar({ stderr }: CommandIo, verb: string, { amount, name }: Unit): Progress {
  const shown = new SingleBar(
    {
      format: `${verb} {bar} {value} of {total} ${name}`,
      formatValue: (value, _options, type) => (type === 'value' || type === 'total' ? amount(value) : String(value)),
      clearOnComplete: true,
      stream: stderr,
    },
    Presets.shades_classic,
  )
  const progress = (done: number, total: number) => (shown.isActive ? shown.update(done) : shown.start(total, done))
  return { progress, end: () => shown.stop() }
}

function plainLines({ stderr }: CommandIo, verb: string, unit: Unit, now: () => number): Progress {
  let next = Number.NEGATIVE_INFINITY
  const progress = (done: number, total: number) => {
    if (total < unit.long || now() < next) return
    next = now() + PAUSE
    stderr.write(`${verb} ${unit.amount(done)} of ${unit.amount(total)} ${unit.name}\n`)
  }
  return { progress, end: () => {} }
}
