// A load that is being undone in several transactions. If that is cut off, the next command goes on with it. Until it has ended
// nobody counts as reconciled by these rules, so that the next load looks at everybody.
UNWIND range(0, size($number) - 1) AS i
MATCH (l:Load {run: toString($number[i])})
SET l.undoing = $keepNeeded[i]
WITH l
MATCH (rules:Load {run: 'rules'})
SET rules.mark = ''
