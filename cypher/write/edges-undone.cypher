// Deletes the part-of and same-as relations of an undone load.
UNWIND $load AS load
MATCH (:Person|Organisation)-[r:PART_OF|SAME_AS|DIFFERENT_FROM {load: load}]->()
DELETE r
