"""Curriculum and question bank as files, and what reads, computes and checks them."""
