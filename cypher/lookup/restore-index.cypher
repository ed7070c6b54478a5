// Finds restored nodes by their numbers in the backup.
CREATE INDEX restored_number IF NOT EXISTS FOR (n:Restored) ON (n.restoredNumber)
