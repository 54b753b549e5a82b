"""One jurisdiction's folder: authority, sources, outside bodies, holidays."""

from __future__ import annotations

from pathlib import Path

from ombud.book.entry import Entry
from ombud.book.reading import read_toml
from ombud.book.record import Article, Body, Pack, Source
from ombud.kernel.errors import BookError, Place
from ombud.kernel.lang import LANGS

PACK_FILE = "pack.toml"
CASES = ".cases.toml"
KEYS = "code extends authority checked_on languages name holidays source article body rests_on".split()


def entry_of(path: Path, faults: list[BookError]) -> Entry:
    """The file as an entry; a file that cannot be read is a fault and empty."""
    try:
        return Entry(read_toml(path), Place(str(path)), faults)
    except BookError as error:
        faults.append(error)
        return Entry({}, Place(str(path)), faults)


def topic_files(folder: Path, but: str = "") -> list[Path]:
    """The topic files of a law folder by name; worked cases, the pack's file and its holidays are none."""
    return sorted(
        path for path in folder.glob("*.toml") if path.name not in (PACK_FILE, but) and not path.name.endswith(CASES)
    )


def read_pack(folder: Path, file: Entry) -> tuple[Pack, Entry | None]:
    """The pack, and its holiday file where it has one."""
    file.only(*KEYS, "base")
    code = file.text("code", None)
    if code and code.lower() != folder.name.lower():
        file.refuse("code", f"code {code!r} stands in the folder {folder.name!r}", "name the folder like the code")
    name = file.text("holidays")
    holidays = entry_of(folder / Path(name).name, file.faults).only("days", "working", "years") if name else None
    pack = Pack(
        code=code,
        name=file.words("name", plain=True),
        extends=tuple(item.lower() for item in file.texts("extends", one=True)),
        authority=file.text("authority"),
        checked_on=file.day("checked_on"),
        languages=tuple(lang for lang in LANGS if lang in file.texts("languages")),
        sources={key: _source(key, entry) for key, entry in file.children("source").items()},
        articles={key: _article(key, entry) for key, entry in file.children("article", free=True).items()},
        bodies=tuple(Body(e.only("name", "url").words("name", plain=True), e.text("url")) for e in file.each("body")),
        holidays=holidays.days("days") if holidays else frozenset(),
        working=holidays.days("working") if holidays else frozenset(),
        years=_years(holidays) if holidays else None,
        base=file.flag("base"),
        rests_on=file.text("rests_on"),
        at=file.at,
    )
    if pack.rests_on and pack.rests_on not in pack.articles:
        file.refuse("rests_on", f"there is no article {pack.rests_on!r}", f"one of {', '.join(pack.articles)}")
    return pack, holidays


def _source(name: str, entry: Entry) -> Source:
    entry.only("what", "url", "kind", "note")
    return Source(name, entry.text("what", None), entry.text("url"), entry.text("kind"), entry.at)


def _article(cite: str, entry: Entry) -> Article:
    entry.only("entry", "name")
    return Article(cite, entry.text("entry"), entry.words("name", plain=True))


def _years(entry: Entry) -> tuple[int, int] | None:
    years = entry.data.get("years")
    if isinstance(years, list) and len(years) == len(("first", "last")) and all(isinstance(y, int) for y in years):
        return years[0], years[1]
    entry.refuse("years", "years must be the first and the last year of the table", "years = [2024, 2030]")
    return None
