"""Indexing: from bytes to articles, mentions and linked entities in one SQLite library.

The rooms, in the order in which an article passes them: `ingest` (bytes to Article), `recognition`
(Article to Mentions), `linking` (Mentions to Entities), `library` (the only SQL). They never import one
another; `pipeline` joins them. `names` and `romanization` are pure functions below them all.
"""
