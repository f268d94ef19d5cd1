"""Measurement: abilities, mastery, scores, forms and pace from recorded answers."""
