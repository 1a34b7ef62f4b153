"""How much a file may hold."""

from __future__ import annotations

MAX_BYTES = 1_048_576
MAX_DEPTH = 50  # of values in values
MAX_EVENTS = 150_000  # of libyaml: a file of MAX_BYTES with real targets has 90,000
MAX_FINDINGS = 100  # of one rule in one file; the rest is counted
