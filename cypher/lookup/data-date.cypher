// On which day did the last load end?
MATCH (l:Load) WHERE l.number > 0
RETURN toString(date(max(l.finished))) AS day
