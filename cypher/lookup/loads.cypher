// Which loads exist, what did they read, and what did they change?
MATCH (l:Load) WHERE l.number > 0
RETURN l.number AS number, l.files AS files, l.options AS options, toString(l.begun) AS begun, toString(l.finished) AS finished,
       toString(l.undone) AS undone, l.undoing AS undoing, l.changes AS changes
ORDER BY number
