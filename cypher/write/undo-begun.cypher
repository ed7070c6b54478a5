// A load that is being undone in several transactions. If that is cut off, the next command goes on with it. Until it has ended
// the mark of the rules is empty, so that the next load reconciles everyone whose digest was removed.
UNWIND range(0, size($number) - 1) AS i
MATCH (l:Load {run: toString($number[i])})
SET l.undoing = $keepNeeded[i]
WITH l
MATCH (rules:Load {run: 'rules'})
SET rules.mark = ''
