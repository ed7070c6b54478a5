// Counts by source, the most used first, each a list by place. They are kept only if nothing was loaded since `version`.
MATCH (counts:Load {run: 'source-counts'})
// Takes the lock before it compares.
SET counts.isValid = false
WITH counts WHERE counts.version = $version[0]
SET counts += {isValid: true, sources: $source, claims: $claims, rumours: $rumours, denials: $denials, events: $events,
               alone: $alone, people: $people, organisations: $organisations}
