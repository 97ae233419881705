"""One story matched: who tells each sentence and how, what differs, what is new, in plain words; long work apart."""
