import type { EdgeKind } from '../network/edge-kind.ts'

export const THEMES = ['light', 'dark', 'print'] as const
export type ThemeName = (typeof THEMES)[number]
/** Of pictures within a page: `auto` is light or dark as the page is (CSS `light-dark()`), which image files cannot be. */
export const PAGE_THEMES = [...THEMES, 'auto'] as const
export type PageTheme = (typeof PAGE_THEMES)[number]

/**
 * The colours of a picture. Text has a contrast of at least 4.5:1 with the background (WCAG 2.2, 1.4.3), marks of at least 3:1
 * (1.4.11). No meaning rests on colour alone: each kind of mark also has a shape or a pattern.
 */
export interface Theme {
  paper: string
  ink: string
  /** Secondary text. */
  quiet: string
  /** Lines of axes. */
  line: string
  /** The area of a period in the request. */
  band: string
  joined: string
  left: string
  /** Tenures and other bars. */
  bar: string
  /** The light ground of bars that are only possible. */
  faint: string
  person: string
  /** Nodes of other kinds. */
  other: string
  edges: Record<EdgeKind, string>
  /** Curves of several groups, from the first to the last, and categories. */
  series: readonly string[]
  /** What is out of focus, and what is absent at a date. Both are fainter than marks on purpose. */
  faded: { ink: string; node: string; edge: string }
  absent: { node: string; edge: string }
}

const FIXED: Record<ThemeName, Theme> = {
  light: {
    paper: '#ffffff',
    ink: '#17212e',
    quiet: '#56616f',
    line: '#d3d9e0',
    band: '#eef1f5',
    joined: '#0067a8',
    left: '#b84705',
    bar: '#1f3b63',
    faint: '#e9eef5',
    person: '#00805c',
    other: '#7a5c2e',
    edges: {
      joined: '#0067a8',
      left: '#c8500a',
      both: '#8a4f9e',
      present: '#76828f',
      denied: '#4a5562',
      'part-of': '#8b7a4b',
      moved: '#6f87ab',
      other: '#87929e',
    },
    series: [
      '#1f3b63',
      '#b84705',
      '#00805c',
      '#8a4f9e',
      '#7a5c2e',
      '#0067a8',
      '#a11d1d',
      '#56616f',
      '#8b6d00',
      '#a3246b',
      '#3b7f8f',
      '#7a3b12',
    ],
    faded: { ink: '#66717f', node: '#c6ced8', edge: '#e3e8ed' },
    absent: { node: '#e2e7ec', edge: '#eef1f4' },
  },
  dark: {
    paper: '#12181f',
    ink: '#eef2f6',
    quiet: '#a9b4c0',
    line: '#39434e',
    band: '#1d2630',
    joined: '#62b5ee',
    left: '#ff9d5c',
    bar: '#9fbce4',
    faint: '#232f3e',
    person: '#4fc9a2',
    other: '#d3b27c',
    edges: {
      joined: '#62b5ee',
      left: '#ff9d5c',
      both: '#c99bd9',
      present: '#8d99a6',
      denied: '#b3bdc8',
      'part-of': '#c2b07c',
      moved: '#7d9ac4',
      other: '#8d99a6',
    },
    series: [
      '#9fbce4',
      '#ff9d5c',
      '#4fc9a2',
      '#c99bd9',
      '#d3b27c',
      '#62b5ee',
      '#f08a8a',
      '#a9b4c0',
      '#d9bf4a',
      '#f08bc0',
      '#6fc3d3',
      '#e0a47e',
    ],
    faded: { ink: '#8793a0', node: '#4a5665', edge: '#2b3541' },
    absent: { node: '#2b3541', edge: '#202a35' },
  },
  print: {
    paper: '#ffffff',
    ink: '#000000',
    quiet: '#3d3d3d',
    line: '#c4c4c4',
    band: '#f0f0f0',
    joined: '#000000',
    left: '#000000',
    bar: '#333333',
    faint: '#f3f3f3',
    person: '#333333',
    other: '#555555',
    edges: {
      joined: '#000000',
      left: '#555555',
      both: '#000000',
      present: '#777777',
      denied: '#555555',
      'part-of': '#777777',
      moved: '#777777',
      other: '#777777',
    },
    series: ['#000000', '#5a5a5a', '#333333', '#6e6e6e', '#000000', '#5a5a5a', '#333333', '#6e6e6e'],
    faded: { ink: '#6e6e6e', node: '#c4c4c4', edge: '#e3e3e3' },
    absent: { node: '#e3e3e3', edge: '#eeeeee' },
  },
}

/** Each colour of one theme with the same colour of the other, as CSS. */
function eachOf<Part>(light: Part, dark: Part): Part {
  if (typeof light === 'string') return `light-dark(${light}, ${dark})` as Part
  if (Array.isArray(light)) return light.map((one, at) => eachOf(one, (dark as unknown[])[at])) as Part
  const entries = Object.entries(light as object)
  return Object.fromEntries(entries.map(([key, one]) => [key, eachOf(one, dark[key as keyof Part])])) as Part
}

export const THEME: Record<PageTheme, Theme> = { ...FIXED, auto: eachOf(FIXED.light, FIXED.dark) }
