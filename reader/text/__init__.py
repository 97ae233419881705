"""Words and characters: the gate for untrusted text, and what every room needs to know about language."""
