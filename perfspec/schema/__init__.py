"""A file held to its JSON Schema: `judge` finds, `words` says it, `faults` are the sentences."""

from perfspec.schema.judge import faults, validator, without_misspelt
from perfspec.schema.words import missing_field, not_one_of

__all__ = ["faults", "missing_field", "not_one_of", "validator", "without_misspelt"]
