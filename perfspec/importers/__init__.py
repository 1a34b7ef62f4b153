"""Documents that others have published, read into plain data."""
