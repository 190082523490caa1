"""`python -m regioplan` is the command `regioplan`."""

from regioplan.cli import run

if __name__ == "__main__":
    run()
