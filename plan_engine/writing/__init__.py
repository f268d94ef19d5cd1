"""Words for a plan by a language model: what it is told, what it is asked, what of its answer is let through."""
