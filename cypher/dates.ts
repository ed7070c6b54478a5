/** Vague dates: reading them, their bounds, and what they let us say of order in time. The folder holds the parts. */
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
