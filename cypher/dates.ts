/** Vague dates: parsing, bounds, and the temporal relations that they allow. The parts are in `dates/`. */
export { addDays, dayNumber } from './dates/calendar.ts'
export { DateError, type PartialDate, type Precision, parseDate } from './dates/edtf.ts'
export {
  asOf,
  type Bounds,
  before,
  type Certainty,
  canAgree,
  definitelyBefore,
  gap,
  liesAhead,
  overlap,
  precedes,
  type Span,
  type TenureBounds,
} from './dates/relations.ts'
