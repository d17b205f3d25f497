"""The screens: the reading room, and sheets laid over it."""
