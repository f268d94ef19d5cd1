"""What screens share: the frame with its guard, signing in, colours, charts."""
