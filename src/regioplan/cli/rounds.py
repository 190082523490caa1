"""The commands for what comes back from the partners: `comments` and `verify`."""
