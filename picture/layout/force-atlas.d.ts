/** The parts of the library that need no graph object. It has types only for the others. */
declare module 'graphology-layout-forceatlas2/iterate.js' {
  import type { ForceAtlas2Settings } from 'graphology-layout-forceatlas2'

  /** Moves the nodes once, in place. */
  export default function iterate(settings: ForceAtlas2Settings, nodes: Float32Array, lines: Float32Array): void
}

declare module 'graphology-layout-forceatlas2/defaults.js' {
  import type { ForceAtlas2Settings } from 'graphology-layout-forceatlas2'

  const settings: ForceAtlas2Settings
  export default settings
}
