"""Which articles are one: exact copies, near copies, wire copies, and stories told by several outlets.

An article comes in and is compared with few others: those that share sampled shingles with it may be its
copies (`copies`), those of the same days that share rare words and names may tell the same event
(`likeness`). What is a copy of what, and what belongs with what, is kept as links by a store; `copies.groups`
and `grouping` make groups of them. Pure functions; nothing here knows where the links are kept.
"""
