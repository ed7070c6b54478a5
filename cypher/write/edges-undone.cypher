// What an undone load says of what is a part of what, and of who is the same as whom.
UNWIND $load AS load
MATCH (:Person|Organisation)-[r:PART_OF|SAME_AS|DIFFERENT_FROM {load: load}]->()
DELETE r
