"""A YAML file read into plain data, with every fault at once and the place of every value.

`ordinary` reads most files at once. Else, on the way of the bytes: `sourcetext` (characters), `punctuation` and
`flowsigns` (full-width signs), `compose` (libyaml's events to data, with `scalars` and `tree`), `repair` (reads on
behind a fault that `syntax` words), `file`.
"""

from perfspec.yamlfile.file import MAX_BYTES, MAX_DEPTH, YamlFile, read

__all__ = ["MAX_BYTES", "MAX_DEPTH", "YamlFile", "read"]
