"""The panes: Line-API views that draw visible lines only, and rows of one line."""
