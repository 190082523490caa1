"""Two programmes → the changes between them, in words of the programme; no git, no files."""
