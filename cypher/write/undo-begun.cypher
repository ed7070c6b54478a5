// Marks a load that is being undone in several transactions. If the undo is interrupted, the next command continues it.
// Until the undo ends, the rules mark is empty, so that the next load reconciles everyone whose digest was removed.
UNWIND range(0, size($number) - 1) AS i
MATCH (l:Load {run: toString($number[i])})
SET l.undoing = $keepNeeded[i]
WITH l
MATCH (rules:Load {run: 'rules'})
SET rules.mark = ''
