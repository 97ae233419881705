"""Loaded first by the server that workers are forked from, and by nothing else: sends all that it prints nowhere.

A worker that starts while its pool is being closed would print a traceback on the terminal, over the screens.
"""

from __future__ import annotations

import os

_NOWHERE = os.open(os.devnull, os.O_RDWR)
os.dup2(_NOWHERE, 1)
os.dup2(_NOWHERE, 2)
os.close(_NOWHERE)
