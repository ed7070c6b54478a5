// When was this database first filled, which a backup keeps, and when did a load last change it?
OPTIONAL MATCH (l:Load) WHERE l.number > 0
RETURN toString(min(l.begun)) AS origin, max(coalesce(l.undone, l.finished, l.begun)).epochSeconds AS changed
