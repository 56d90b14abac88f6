"""`python -m calc_cli`."""

from calc_cli.cli import main

if __name__ == "__main__":
    main()
