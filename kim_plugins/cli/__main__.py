"""`python -m kim_plugins.cli`, the command without its script."""

import sys

from kim_plugins.cli.main import main

sys.exit(main())
