"""The parts of a counsellor's screens."""
