"""The search language answered, over open articles in memory and over a library in its file."""
