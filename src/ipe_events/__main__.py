"""The entry point: `ipe-events` and `python -m ipe_events`."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from ipe_events.cli.main import run

    run()


if __name__ == "__main__":
    main()
