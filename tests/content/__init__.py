"""Files, schema, models, linter and tools of the content, on small banks written for each test."""
