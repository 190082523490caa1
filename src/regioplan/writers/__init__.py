"""Writers: a Document becomes a file; the suffix picks the writer."""
