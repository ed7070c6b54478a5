import { defineElement } from './embed/embed-element.ts'

/** `who-left-where/embed`, for projects that build their pages: as `/embed.js`, but each `src` names its server. */
export { WhoLeftWhereElement } from './embed/embed-element.ts'
export { type Embed, type EmbedEvents, type MountOptions, mount } from './embed/mount.ts'

defineElement()
