"""The command line: ``python -m tei``, and what the installed ``tei`` runs."""


def main() -> None:
    """Run the command line, as :func:`tei.cli.main`.

    It is loaded no sooner, because each process that is started to share the work loads this file too.
    """
    from tei import cli

    cli.main()


if __name__ == "__main__":
    main()
