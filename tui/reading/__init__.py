"""What the panes know without a terminal: wrapping, spans, steps, the trail. Nothing here imports Textual."""
