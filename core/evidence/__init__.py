"""What an article states: its quotes and their speakers, its figures, its dates."""
