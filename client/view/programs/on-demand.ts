import type { AbstractEdgeProgram, EdgeProgramType } from 'sigma/rendering'

/**
 * A program whose shaders are compiled when the first line of its kind is drawn. Each takes the graphics card some
 * milliseconds, there are dozens of kinds, and a page shows a few of them.
 */
export const onDemand = (Program: EdgeProgramType): EdgeProgramType =>
  class OnDemandProgram implements AbstractEdgeProgram {
    readonly drawLabel = undefined
    readonly #make: () => AbstractEdgeProgram
    #made: AbstractEdgeProgram | undefined

    constructor(...given: ConstructorParameters<EdgeProgramType>) {
      this.#make = () => new Program(...given)
    }

    reallocate(capacity: number): void {
      if (capacity > 0) this.#made ??= this.#make()
      this.#made?.reallocate(capacity)
    }

    process(...line: Parameters<AbstractEdgeProgram['process']>): void {
      this.#made ??= this.#make()
      this.#made.process(...line)
    }

    render(...given: Parameters<AbstractEdgeProgram['render']>): void {
      this.#made?.render(...given)
    }

    kill(): void {
      this.#made?.kill()
    }
  }
