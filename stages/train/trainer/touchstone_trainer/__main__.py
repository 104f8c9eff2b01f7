"""`python -m touchstone_trainer` is the same program as `touchstone-trainer`."""

from touchstone_trainer.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
