"""The map: outlines of countries, where a place falls on the screen, and how both are drawn in cells.

Pure functions, without Textual: `build` makes the outlines from Natural Earth and with `oblasts` the lines
between oblasts from GeoNames' settlements, `outlines` reads them, `view` projects, `drawing` makes dots of
lines, and `labels` puts signs and names over them.
"""
