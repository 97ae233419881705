"""The program behind the screens: what is open, its workers, and every change of what is kept.

A chain of parts, each on the one before: keystrokes, keeping, narrowing, holding, placing, syncing, matching, renewing,
versioning, grouping, program. Screens know `program.Program`; the program knows of screens what `shown.py` says, and no
screen.
"""
