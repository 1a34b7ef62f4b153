"""All documents of a workspace as tables for analysis."""
