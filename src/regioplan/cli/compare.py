"""The command that compares two versions: `diff`."""
