declare module 'edtf' {
  /** Parses an EDTF text to a syntax tree whose `type` is Date, Interval, Season, Set, …; throws on a syntax error. */
  export function parse(text: string): { type: string; level: number }
}
