declare module 'edtf' {
  /** Parses one EDTF text to its syntax tree, `type` being Date, Interval, Season, Set, …; throws on what the grammar refuses. */
  export function parse(text: string): { type: string; level: number }
}
