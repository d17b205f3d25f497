"""Which articles are one: exact copies, near copies, wire copies, and stories told by several outlets."""
