"""What counsellors see and do. Every function here checks whose learners they are."""
