// The numbers in the backup are no longer needed.
DROP INDEX restored_number IF EXISTS
