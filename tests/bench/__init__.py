"""Speed, size and quality, measured."""
