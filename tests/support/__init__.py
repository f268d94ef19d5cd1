"""What tests share: a clock, identifiers, databases, small content, the running app, the browser."""
