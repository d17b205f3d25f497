"""The map: outlines of countries, where a place falls on the screen, and how both are drawn in cells.

Pure functions, without Textual: `build` makes the outlines from Natural Earth, `outlines` reads them,
`view` projects, `drawing` makes dots of lines, and `labels` puts signs and names over them. Lines between
oblasts are left out, as no data at hand that may be passed on has them; the oblasts' centres (GeoNames)
stand for them.
"""
