"""The reading process: file in, text out. Runs by itself, under limits; nothing of the app is in its reach."""
