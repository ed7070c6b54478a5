// Rumours and denials are few among the claims, and the overview looks for them all.
CREATE INDEX claim_status IF NOT EXISTS FOR (n:Claim) ON (n.status);
