export { compilePattern, type DateReader, PatternError } from './text/date-pattern.ts'
