"""The articles that are kept: versions, originals, lines of the list, and the stories that they belong to."""
