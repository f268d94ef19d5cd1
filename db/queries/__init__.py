"""Reads that services share; each returns rows or plain mappings, never a session."""
