// How many people were reconciled by other rules than these (null: none), and how many others have an announced event that is now due?
CALL () {
  WITH $rules AS rules WHERE rules IS NOT NULL
  MATCH (p:Person) WHERE coalesce(NOT p.settled STARTS WITH rules, EXISTS { (p)<-[:OF]-(:Claim) })
  RETURN count(p) AS byOtherRules
}
RETURN byOtherRules,
       COUNT { MATCH (p:Person) WHERE p.due <= date() AND ($rules IS NULL OR p.settled STARTS WITH $rules) } AS due
