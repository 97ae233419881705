"""What a reader states and does, by content hash, and how it is taken back."""
