"""A YAML file read into plain data, with every fault at once and the place of every value.

`ordinary` reads most files at once. Else, on the way of the bytes: `sourcetext` (characters), `punctuation` and
`flowsigns` (full-width signs), `compose` (libyaml's events to data, with `scalars` and `tree`), `repair` (reads on
behind a fault that `syntax` words), `thorough`, `file`.
"""

from perfspec.yamlfile.file import YamlFile, read
from perfspec.yamlfile.limits import MAX_BYTES, MAX_DEPTH

__all__ = ["MAX_BYTES", "MAX_DEPTH", "YamlFile", "read"]
