import { isDarkNow } from './scheme.ts'
import { type MapColours, mapColours } from './theme.ts'

const COLOURS = { light: mapColours('light'), dark: mapColours('dark') }

/** The colours that a canvas is drawn with now; `onSchemeChange` says when they are others. */
export const coloursNow = (): MapColours => COLOURS[isDarkNow() ? 'dark' : 'light']
