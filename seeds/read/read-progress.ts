import { stat } from 'node:fs/promises'

/** Counts bytes over all files, so that the total is known before the first of them is read. */
export class ReadProgress {
  #before = 0
  #passed = 0

  private constructor(
    private readonly sizes: ReadonlyMap<string, number>,
    private readonly total: number,
    private readonly passes: number,
    private readonly report: (done: number, total: number) => void,
  ) {
    report(0, total)
  }

  /** `passes` is how often each file is gone through. */
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

  /** Hears of bytes of the file at hand; one that is gone through once more than foreseen stays at its end. */
  readonly pass = (file: string, bytes: number): void => {
    this.#passed = Math.min(this.#passed + bytes / this.passes, this.sizes.get(file) ?? 0)
    this.report(Math.round(this.#before + this.#passed), this.total)
  }

  /** The file is read, or cannot be. */
  end(file: string): void {
    this.#before += this.sizes.get(file) ?? 0
    this.#passed = 0
    this.report(this.#before, this.total)
  }
}
