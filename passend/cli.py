"""The command line: one app, every capability a door that a program can use."""

import io
import os
import sys

import typer

from dossier.errors import DossierError
from passend.doors import (
    accounts,
    backups,
    bench,
    collect,
    evaluate,
    index,
    keeping,
    keys,
    list_import,
    prove,
    read,
    run,
    tasks,
    title,
    tokens,
    weigh,
)
from passend.output import WRONG_USE, print_progress

application = typer.Typer(
    name="passend",
    help="Vacatures zoeken, wegen en verantwoorden voor re-integratie tweede spoor.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for errand in (
    run, collect, read, weigh, title, evaluate, prove, keeping, keys, accounts, list_import, tokens, index, backups,
    bench, tasks,
):  # fmt: skip
    errand.add_doors(application)


def app() -> None:
    """Run one command; an error that the program foresaw is one clear line and exit 2."""
    os.umask(0o077)  # whatever is made here is for its owner alone
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace" if stream is sys.stderr else "surrogatepass")
    try:
        application()
    except DossierError as error:
        print_progress(f"passend: {error}")
        sys.exit(WRONG_USE)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(WRONG_USE)
    except SystemExit:  # so that the errors below are looked up, and what they need is loaded, only for a fault
        raise
    except storage_errors() as error:
        tell_fault(error)
        sys.exit(WRONG_USE)


def storage_errors() -> tuple[type[Exception], ...]:
    from dossier.storage.fault import STORAGE_ERRORS

    return STORAGE_ERRORS


def tell_fault(error: Exception) -> None:
    """One plain line of a disk or database that cannot; any other error is a fault of the program."""
    from dossier.storage.fault import IN_WORDS, fault_of

    fault = fault_of(error)
    if fault is None:
        raise error
    print_progress(f"passend: {IN_WORDS[fault]}")
