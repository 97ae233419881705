"""What comes into a library: sources asked, documents cleaned and kept, whole texts and versions."""
