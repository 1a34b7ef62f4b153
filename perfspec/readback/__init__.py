"""Published files read back as rows of cells, whatever their format, for `perfspec verify` to compare."""
