// mayFall(r, event, from, to): whether a relationship r is such an event, or any if that is null, that may fall in a period; null leaves an end open.
(CASE event WHEN 'joined' THEN type(r) = 'JOINED' WHEN 'left' THEN type(r) = 'LEFT' WHEN 'present' THEN type(r) = 'WAS_AT'
            WHEN 'part-of' THEN type(r) = 'PART_OF' ELSE true END
 AND coalesce(CASE type(r) WHEN 'WAS_AT' THEN r.endLatest ELSE r.latest END >= date(from), true)
 AND coalesce(CASE type(r) WHEN 'WAS_AT' THEN r.beginEarliest ELSE r.earliest END <= date(to), true))
