// Updates claims whose row moved to another line of its file.
UNWIND range(0, size($id) - 1) AS i
MATCH (c:Claim {id: $id[i]})
SET c.locator = $locator[i]
