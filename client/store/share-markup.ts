import { escapeXml } from '../../picture/text/xml-text.ts'
import type { Language } from '../i18n/languages.ts'
import { changeLocation, encodeLocation, type Location, stepChange, type View } from './location.ts'

/** What a reader chooses in the dialog that shares a view. */
export interface ShareChoices {
  view: View
  /** The step of the story that is shown first, from 0; null without the story. */
  step: number | null
  /** Whether readers choose a date. Published files always let them. */
  time: boolean
  theme: string
  language: Language
  /** Of the frame: all that its place has, or pixels. */
  width: string
  /** Of the frame, in pixels. */
  height: number
}

export const SHARE_THEMES = ['auto', 'light', 'dark', 'print'] as const
export const WIDTHS = ['100%', '480', '640', '800', '960', '1200'] as const
export const LEAST_HEIGHT = 200
export const MOST_HEIGHT = 4000

/** The query of the view as an embed. The host page, not the browser of its reader, decides on the language. */
export function shareQuery(
  location: Location,
  { view, step, time, theme, language }: Omit<ShareChoices, 'width' | 'height'>,
): string {
  const { story, rest } = location
  const storyChange =
    step === null
      ? { story: [], step, rest: rest.filter(([name]) => name !== 'story') }
      : { step: null, ...stepChange(story, step) }
  const query = new URLSearchParams(encodeLocation(changeLocation(location, { view, lang: language, ...storyChange })))
  for (const [name, value] of [
    ['theme', theme === 'light' ? null : theme],
    ['time', time ? '1' : null],
  ] as const)
    if (value === null) query.delete(name)
    else query.set(name, value)
  return query.size > 0 ? `?${query}` : ''
}

/** The markup of a frame for a page of HTML. */
export const frameMarkup = (
  src: string,
  title: string,
  { width, height }: Pick<ShareChoices, 'width' | 'height'>,
): string =>
  `<iframe src="${escapeXml(src)}" title="${escapeXml(title)}" width="${width}" height="${height}" frameborder="0" loading="lazy"></iframe>`

/** The same as an element, which is as high as its content, and no wider than its place. */
export const elementMarkup = (
  base: string,
  src: string,
  title: string,
  { width }: Pick<ShareChoices, 'width'>,
): string => {
  const style = width === '100%' ? '' : ` style="max-width: ${width}px"`
  return [
    `<script type="module" src="${escapeXml(new URL('/embed.js', base).href)}"></script>`,
    `<who-left-where src="${escapeXml(src)}" title="${escapeXml(title)}"${style}></who-left-where>`,
  ].join('\n')
}

/** The name of a published file, from the question and what it is about. */
export const fileName = ({ query, params }: Location): string =>
  [query, ...Object.values(params)]
    .join('-')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '')
