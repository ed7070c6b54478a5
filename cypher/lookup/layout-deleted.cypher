// Says that the positions are not complete. It comes before any of them changes.
MATCH (l:Layout) DELETE l
