"""Pieces that the Makefile calls."""
