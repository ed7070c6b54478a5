import { config } from 'zod'

// The pages' policy forbids eval. zod would probe for it, and browsers report that as a violation.
config({ jitless: true })
