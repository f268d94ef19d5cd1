"""Scoring a résumé: what it says about skills, what a role asks for, and what changed between two versions.

Text in, values out: files are read by services.resumes.
"""
