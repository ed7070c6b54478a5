/**
 * How a question's rows become a picture: a declaration beside its Cypher, typed against its row. `picture/` draws it. A question
 * without one shows its rows as a table.
 */

/** What a list holds, or the value itself. */
type Item<Value> = NonNullable<Value> extends readonly (infer Each)[] ? NonNullable<Each> : NonNullable<Value>
type Key<Value> = Value extends object ? keyof Value & string : never

/** A column, or a member of its objects: `person`, `left.earliest`, `stays.beginEarliest`. */
export type ColumnOf<Row> = { [K in Key<Row>]: K | `${K}.${Key<Item<Row[K]>>}` }[Key<Row>]

/** Members that all kinds share. */
interface Base<Column extends string> {
  /** A list: each of its items becomes a row of its own, beside the other columns, as UNWIND does. */
  each?: Column
}

/** The words on a line or a bar: one column, or several; people, organisations and sources are shown by name. */
type Label<Column extends string> = Column | readonly Column[]

/**
 * Where a mark or a stay is read: the row itself, or the object in the column `from`. Its members have their usual names: `on` as
 * written, `earliest` and `latest`; for a stay `beginEarliest`, `beginLatest`, `endEarliest`, `endLatest`, `open`, `lastSeen`. A
 * `status` or `disputed` beside them makes a mark doubtful.
 */
interface Source<Column extends string> {
  from?: Column
}

export interface TimelineMark<Column extends string> extends Source<Column> {
  /** What happened, if the rows have no `event`. */
  event?: 'joined' | 'left' | 'reported'
  /** The column that says what happened, if it is not `event`. */
  eventColumn?: Column
  /** The date as written, if it is not in `on`. Without `earliest` and `latest` beside it, the date is drawn by its own bounds. */
  on?: Column
  /** Words before the date, such as the person. */
  label?: Label<Column>
}

export type Picture<Column extends string = string> =
  /** People and organisations with their relationships, wherever the rows have them. */
  | ({ kind: 'network' } & Base<Column>)
  /** A line for each row: stays as bars, events as marks, each as long as its dates are vague. */
  | ({
      kind: 'timeline'
      line: Label<Column>
      /** Lines with the same words are under one heading. */
      group?: Label<Column>
      stay?: Source<Column>
      marks?: readonly TimelineMark<Column>[]
      /** A number of days to tell at the end of the line. */
      days?: Column
    } & Base<Column>)
  /**
   * People who move, from the left to the right: a row is a move, or has the numbers of moves. If the moves have dates and an
   * organisation is on both sides, it has a lane over time.
   */
  | ({
      kind: 'flow'
      from: Column
      to: Column
      /** The word for a missing end, such as undisclosed. */
      instead?: Column
      /** Numbers of moves, if a row is not a move. */
      definite?: Column
      possible?: Column
      /** When a move was: in the row, or in the items of the list `each`, which may be some of the moves. */
      when?: Source<Column> & { each?: Column; on?: Column }
    } & Base<Column>)
  /** A bar for each period, from `begin` to `end`. */
  | ({
      kind: 'time-bars'
      begin: Column
      end: Column
      definite: Column
      possible?: Column
      /** The usual number per period, as `{min, max}`, and the parameter that has the length of a period. */
      baseline?: Column
      period?: string
      /** The question that lists what a bar counts: it takes `organisation`, `from` and `to`. */
      events?: string
    } & Base<Column>)
  /** A small chart for each series: its share over time, with what is sure and what is possible. */
  | ({
      kind: 'curves'
      /** The first and the last day of a group. */
      series: readonly [begin: Column, end: Column]
      x: Column
      /** A share from 0 to 1, as `{min, max}`. */
      y: Column
      /** Wider bounds of it. */
      band?: Column
      /** The number that a series stands for. */
      size?: Column
      /** The question that lists what a series counts: it takes `organisation`, `from` and `to`. */
      events?: string
    } & Base<Column>)
  /** A bar for each row, the longest first; `part` of it is dark. */
  | ({ kind: 'ranked-bars'; label: Label<Column>; value: Column; part?: Column } & Base<Column>)
  /** A bar for each row, solid up to the minimum of `days` and hatched up to the maximum. */
  | ({
      kind: 'overlap-bars'
      label: Label<Column>
      group?: Label<Column>
      days: Column
      note?: Label<Column>
    } & Base<Column>)
  /** What came from what, with the time between on each line. */
  | ({
      kind: 'tree'
      parent: Column
      child: Column
      by: Label<Column>
      verb?: Column
      days?: Column
    } & Base<Column>)
