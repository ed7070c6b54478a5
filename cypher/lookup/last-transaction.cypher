// Which transaction was the last that wrote anything?
SHOW DATABASES YIELD name, lastCommittedTxn, currentStatus, home
WHERE home
RETURN lastCommittedTxn AS last
