"""The full-text index over what is kept, the words in it, and queries as SQL."""
