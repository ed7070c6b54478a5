import { defineElement } from './embed/embed-element.ts'
import { home } from './embed/mount.ts'

/** `/embed.js`, for other pages: it defines the element, and exports `mount`. */
export { type Embed, type EmbedEvents, type MountOptions, mount } from './embed/mount.ts'

// Before the element, because it shows at once what the page has of it.
home.server = import.meta.url
defineElement()
