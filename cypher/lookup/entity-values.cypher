// What are the combined values of these people, organisations or sources?
WITH $kind AS kind, $ids AS ids
matchByKind(kind, ids)
RETURN n {.id, .name, .aliases, .search, .searchForms, .type, .died, .dissolved, .note, .title, .publisher, .url, .published, .language} AS described,
       // Needed only if rows name a source, which is rare.
       CASE WHEN $bySource THEN COLLECT { MATCH (n)-[by:DESCRIBED_BY]->(s:Source) WHERE by.withdrawn IS NULL RETURN DISTINCT s.id }
            ELSE [] END AS sources
