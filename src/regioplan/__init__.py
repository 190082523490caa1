"""regioplan: het regionaal programma van school naar duurzaam werk, van YAML naar Word."""

__version__ = "0.1.0"
