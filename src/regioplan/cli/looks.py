"""The commands about how a document looks: `house-style` and `audit`."""
