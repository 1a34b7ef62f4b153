"""Findings, told to people and to programs."""
