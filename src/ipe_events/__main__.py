"""The entry point: `ipe-events` and `python -m ipe_events`."""

from __future__ import annotations

import gc
import sys

# What is imported stays; looking for garbage in it takes a fifth of the time to start.
GARBAGE = 50_000


def main() -> None:
    """Open the screens, or run the command line when it asks for anything else."""
    gc.set_threshold(GARBAGE)

    from ipe_events.cli import screens

    options = screens.only_options(sys.argv[1:])
    if options is not None:
        screens.run(options)
        return
    from ipe_events.cli.main import run

    run()


if __name__ == "__main__":
    main()
