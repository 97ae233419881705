"""What is taken away: exports, citations, reports, clips and notes, rows for other engines."""
