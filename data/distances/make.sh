#!/bin/sh
# Makes borders.json from the country shapes of world-atlas and the sites of ../sites.csv. See README.md.
# Run again, it gives the same bytes. Needs npm and, once, the network for `npm install`; and a Python with pyproj: the course's .venv
# has it after `python3 -m lessons test`.
set -eu
cd "$(dirname "$0")"
[ -d node_modules ] || npm install --no-package-lock --no-audit --no-fund
"${PYTHON:-../../.venv/bin/python}" borders.py node_modules/world-atlas/countries-10m.json ../sites.csv borders.json
