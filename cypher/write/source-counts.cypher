// Counts by source, the most used first, each a list by place. They are kept only if nothing was loaded since `version`.
MATCH (counts:Load {run: 'source-counts'})
// Locks the node before it compares, so that no other load can come between.
SET counts.locked = true
REMOVE counts.locked
WITH counts WHERE counts.version = $version[0]
SET counts += {isValid: true, sources: $source, claims: $claims, rumours: $rumours, denials: $denials, events: $events,
               alone: $alone, people: $people, organisations: $organisations}
