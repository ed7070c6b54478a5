// Few claims are rumours or denials, and the overview reads them all.
CREATE INDEX claim_status IF NOT EXISTS FOR (n:Claim) ON (n.status);
