"""``python -m bench.renjabench make | score | run | table``."""

from bench.renjabench.cli import main

raise SystemExit(main())
