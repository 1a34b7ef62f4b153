"""`python -m perfspec` is the command `perfspec`."""

import sys

from perfspec.cli import main

sys.exit(main())
