"""What comes back: Word files with comments and edits, and files to be checked."""
