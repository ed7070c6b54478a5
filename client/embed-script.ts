import { WhoLeftWhereElement } from './embed/embed-element.ts'

/** `/embed.js`, for other pages: it defines the element, and exports `mount`. */
export { type Embed, type EmbedEvents, type MountOptions, mount } from './embed/mount.ts'

if (!customElements.get('who-left-where')) customElements.define('who-left-where', WhoLeftWhereElement)
