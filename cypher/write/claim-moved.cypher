// Claims whose row stands in another line of its file now.
UNWIND range(0, size($id) - 1) AS i
MATCH (c:Claim {id: $id[i]})
SET c.locator = $locator[i]
