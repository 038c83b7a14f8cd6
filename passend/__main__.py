"""`python -m passend` is `passend`."""

from passend.cli import app

if __name__ == "__main__":
    app()
