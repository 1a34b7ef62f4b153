"""The commands, one module each: `configure` adds its arguments to a parser, `run` does it and gives the exit code.

What a command needs beyond its arguments it imports in `run`, so that the others start fast.
"""
