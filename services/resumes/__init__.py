"""Résumés: reading uploaded files safely, keeping versions, comparing before and after."""
