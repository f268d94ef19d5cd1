"""Tables, engine, queries and migrations: everything that speaks SQL."""
