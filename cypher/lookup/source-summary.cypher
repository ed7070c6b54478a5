// How many sources does the database have, and when was the newest published?
MATCH (s:Source)
RETURN count(s) AS sources, max(s.published) AS newest
