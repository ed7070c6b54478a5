// Withdraws the descriptions of an undone load.
UNWIND range(0, size($id) - 1) AS i
WITH i, $label[i] AS label, $id[i] AS id
matchByLabel(label, id)
MATCH (n)-[said:DESCRIBED_BY {load: $load[i]}]->() WHERE said.withdrawn IS NULL
SET said.withdrawn = date()
