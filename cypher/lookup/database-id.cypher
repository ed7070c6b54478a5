// Which database is this? Two addresses can name the same one.
CALL db.info() YIELD id
RETURN id
