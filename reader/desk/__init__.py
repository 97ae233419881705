"""What both front ends ask: open, read, search, compare, cite, export. Nothing in here draws or prints."""
