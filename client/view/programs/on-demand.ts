import type { AbstractEdgeProgram, EdgeProgramType } from 'sigma/rendering'

/**
 * Compiles the shaders of a program when the first line of its kind is drawn. Each takes some milliseconds, and a page shows only a few
 * of dozens of kinds.
 */
export const onDemand = (Program: EdgeProgramType): EdgeProgramType =>
  class OnDemandProgram implements AbstractEdgeProgram {
    readonly drawLabel = undefined
    readonly #create: () => AbstractEdgeProgram
    #program: AbstractEdgeProgram | undefined

    constructor(...args: ConstructorParameters<EdgeProgramType>) {
      this.#create = () => new Program(...args)
    }

    reallocate(capacity: number): void {
      if (capacity > 0) this.#program ??= this.#create()
      this.#program?.reallocate(capacity)
    }

    process(...line: Parameters<AbstractEdgeProgram['process']>): void {
      this.#program ??= this.#create()
      this.#program.process(...line)
    }

    render(...args: Parameters<AbstractEdgeProgram['render']>): void {
      this.#program?.render(...args)
    }

    kill(): void {
      this.#program?.kill()
    }
  }
