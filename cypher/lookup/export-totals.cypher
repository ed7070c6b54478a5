// Record counts by kind.
RETURN COUNT { (:Person) } AS people, COUNT { (:Organisation) } AS organisations, COUNT { (:Source) } AS sources,
       COUNT { (:Claim) } AS claims, COUNT { ()-[:PART_OF]->() } AS partOf, COUNT { ()-[:JOINED]->() } AS joined,
       COUNT { ()-[:LEFT]->() } AS left, COUNT { ()-[:WAS_AT]->() } AS stays
