"""Questions to and from other systems: GIFT (Moodle), CSV (spreadsheets), QTI 1.2 (Canvas)."""
