"""Pictures from the data: the governance, the money, the dates; the same bytes every time."""
