import { stat } from 'node:fs/promises'

/** Counts bytes over all files, so that the total is known before reading starts. */
export class ReadProgress {
  #before = 0
  #passed = 0

  readonly #sizes: ReadonlyMap<string, number>
  readonly #total: number
  readonly #passes: number
  readonly #report: (done: number, total: number) => void

  private constructor(
    sizes: ReadonlyMap<string, number>,
    total: number,
    passes: number,
    report: (done: number, total: number) => void,
  ) {
    this.#sizes = sizes
    this.#total = total
    this.#passes = passes
    this.#report = report
    report(0, total)
  }

  /** `passes` is the number of times each file is read. */
  static async over(
    files: readonly string[],
    passes: number,
    report: (done: number, total: number) => void = () => {},
  ) {
    const sizes = await Promise.all(
      files.map(async file => [file, (await stat(file).catch(() => undefined))?.size ?? 0] as const),
    )
    const total = sizes.reduce((sum, [, size]) => sum + size, 0)
    return new ReadProgress(new Map(sizes), total, passes, report)
  }

  /** Adds bytes of the current file. If a file is read more often than expected, the count stays at its size. */
  readonly pass = (file: string, bytes: number): void => {
    this.#passed = Math.min(this.#passed + bytes / this.#passes, this.#sizes.get(file) ?? 0)
    this.#report(Math.round(this.#before + this.#passed), this.#total)
  }

  /** Marks a file as read, or as unreadable. */
  end(file: string): void {
    this.#before += this.#sizes.get(file) ?? 0
    this.#passed = 0
    this.#report(this.#before, this.#total)
  }
}
