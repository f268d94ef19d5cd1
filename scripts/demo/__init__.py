"""A demonstration database: learners at different stages, each played through the real services."""
