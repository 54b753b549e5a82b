"""DuckDB, asked for only where a history is built or read. What it complains of becomes one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

from ombud.kernel.errors import InputError, Place

MEMORY = "2GB"
"""What one connection may hold; beyond it DuckDB writes to its temporary folder."""
TOLD = 240
FULL = ("no space left", "file too large")
PATIENCE = 0.05
"""Seconds after which a statement that was called off is called off again."""


class Connection:
    """A connection whose work can be stopped: while the engine is at work, the interpreter hears no Ctrl-C, so that
    each statement runs in a thread of its own, and the one that waits for it calls it off.
    """

    def __init__(self, inner: Any) -> None:  # noqa: ANN401  (the engine's own, which has no types)
        self._inner = inner

    def execute(self, query: str, values: list[Any] | None = None) -> Any:  # noqa: ANN401
        """Run one statement, and give its answer.

        Raises:
            KeyboardInterrupt: it was called off.
        """
        done, found = Event(), list[Any]()
        failed: list[BaseException] = []

        def run() -> None:
            try:
                found.append(self._inner.execute(query, values) if values else self._inner.execute(query))
            except BaseException as error:  # noqa: BLE001  (told by the thread that waits)
                failed.append(error)
            finally:
                done.set()

        Thread(target=run).start()
        try:
            done.wait()
        except BaseException:
            while not done.wait(PATIENCE):
                self._inner.interrupt()
            raise
        if failed:
            raise failed[0]
        return found[0]

    def statements(self, query: str) -> int:
        """How many statements a text holds."""
        return len(self._inner.extract_statements(query))


def library() -> Any:  # noqa: ANN401  (a module without types of its own)
    """The module.

    Raises:
        InputError: it is not installed.
    """
    try:
        import duckdb  # noqa: PLC0415  (only histories pay for it)
    except ImportError:
        raise InputError(
            "a history cannot be built or read here: duckdb is not installed",
            hint="pip install 'ombud[history]'",
            code="history.library",
        ) from None
    return duckdb


@contextmanager
def opened(database: Path | None, temporary: Path, *, shut_in: Path | None = None) -> Iterator[Connection]:
    """A connection to a database file (None: in memory). `shut_in` is the only folder whose files it may then read.

    Nothing is ever loaded from elsewhere: no extension, no address.
    """
    settings = {"autoload_known_extensions": "false", "autoinstall_known_extensions": "false"}
    inner = library().connect(str(database or ":memory:"), config=settings)
    connection = Connection(inner)
    try:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute(f"SET temp_directory = {text(temporary)}")
        connection.execute("SET enable_progress_bar = false")
        connection.execute(f"SET preserve_insertion_order = {'false' if shut_in else 'true'}")
        if shut_in is not None:
            connection.execute(f"SET allowed_directories = [{text(shut_in)}]")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        inner.close()


@contextmanager
def told(at: Path, hint: str, code: str) -> Iterator[None]:
    """Say in one sentence what the engine refuses.

    Raises:
        InputError: with the first line of its own words; the place is `at`.
    """
    duckdb = library()
    try:
        yield
    except duckdb.InterruptException:
        raise KeyboardInterrupt from None
    except duckdb.Error as error:
        raise refusal(error, at, hint, code) from None


def refusal(error: Exception, at: Path, hint: str, code: str) -> InputError:
    """What the engine says, in one sentence."""
    says = " ".join(str(error).split("\n\n")[0].split())
    if any(sign in says.casefold() for sign in FULL):
        return full(at)
    return InputError(says[:TOLD], at=Place(str(at)), hint=hint, code=code)


def full(at: Path) -> InputError:
    """There is no room."""
    return InputError("the disk is full", at=Place(str(at)), hint="make room, then build again", code="history.full")


def text(value: object) -> str:
    """A literal."""
    return "'" + str(value).replace("'", "''") + "'"
