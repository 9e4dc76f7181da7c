"""``python -m bench.renjabench``."""

from bench.renjabench.make import main

raise SystemExit(main())
