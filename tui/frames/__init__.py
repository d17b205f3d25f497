"""Sends the terminal only the cells that changed, as curses does.

Textual composes a frame by regions and sends each region whole. Over a slow line that is what a reader feels,
so this room keeps a shadow of what the terminal shows and turns every update of the compositor into the
difference: rows that the terminal can scroll by itself, runs of changed cells, of a style only what changed.

It overrides two private methods of Textual (`App._display`, `Screen._compositor_refresh`) and reads the
compositor's two kinds of update, so it works only with the versions it was tested with and stands aside for
any other, for inline apps, and where the settings say `frames = "whole"`.

Nothing is imported here: `looks`, `pen` and `runs` are needed before Textual is imported.
"""
