"""Opening a book: a jurisdiction with all that it extends and, where there is one, a shop's folder."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ombud.book.catalogue import catalogue_files, catalogue_of
from ombud.book.checks.coded import uncoded
from ombud.book.checks.fairness import shop_sets_law, shop_settles_law, unfair, unlawful_levels
from ombud.book.checks.floor import below_the_floor, with_articles
from ombud.book.entry import Entry, nearest
from ombud.book.merging import Layer, merged
from ombud.book.pack import PACK_FILE, entry_of, read_pack, topic_files
from ombud.book.reading import read_toml, with_line
from ombud.book.record import Book, Clause, Economics, Pack, Shop, Stance
from ombud.book.second import beside
from ombud.book.shop import BESIDE, FILES, read_clauses, read_economics, read_shop
from ombud.book.stance import laid_over, read_stance
from ombud.book.topic import SECTIONS, read_topic
from ombud.kernel.digest import digest
from ombud.kernel.errors import BookError, OmbudError, Place, RuleError
from ombud.rules.check import check
from ombud.rules.checked import Program
from ombud.rules.declare import Declarations, FactDecl

CATALOGUE = Path(__file__).parent / "facts"
LAW_ROOT = Path(__file__).parent.parent / "law"
GENERIC = "generic"
MOST_READY = 16
_PROGRAMS: OrderedDict[tuple[str, ...], Program] = OrderedDict()
SHOP_FILE, PROMISE_FILE, HOUSE_FILE, ECONOMICS_FILE = FILES


@dataclass(frozen=True, slots=True)
class Loaded:
    """A book as read, not yet compiled. With faults, `digest` is empty."""

    declarations: Declarations
    jurisdiction: str
    packs: tuple[Pack, ...]
    shop: Shop | None
    clauses: Mapping[str, Clause]
    economics: Economics
    digest: str
    faults: tuple[OmbudError, ...]
    stance: Stance | None = None


def load(
    jurisdiction: str,
    shop: Path | None = None,
    *,
    law_root: Path = LAW_ROOT,
    catalogue: Path = CATALOGUE,
    stance: Path | None = None,
) -> Loaded:
    """Read a jurisdiction's pack, the packs it extends, and a shop's folder; faults are collected, not raised.

    An empty `jurisdiction` means the shop's country, or the generic pack where there is no shop. A `stance` stands in
    place of the house's own tables of the kinds that it speaks of.
    """
    faults: list[BookError] = []
    facts_files = [entry_of(path, faults) for path in catalogue_files(catalogue)]
    known = catalogue_of(facts_files)
    house, clauses, economics, shop_layer = _shop(shop, faults)
    code = (jurisdiction or (house.country if house else "") or GENERIC).lower()
    asked = Place(str(law_root)) if jurisdiction or not house else house.at.at("country")
    packs, layers = _packs(code, law_root, asked, faults)
    laid, shop_layer = _laid(stance, shop_layer, faults)
    layers += [shop_layer] if shop_layer else []
    declarations = merged(*known, packs, layers, faults)
    faults += below_the_floor(declarations, laid.at.file if laid else "")
    content: dict[str, Any] = {
        "facts": [file.data for file in facts_files],
        "layers": [layer.content for layer in layers],
    }
    if house and packs and house.chosen_law not in ("", *(pack.code for pack in packs)):
        more, other, content["second"] = _second(house, law_root, known, faults)
        declarations = beside(declarations, other, house.chosen_law)
        packs = (*packs, *(pack for pack in more if pack not in packs))
    jurisdiction = packs[0].code if packs else code.upper()
    own = "" if faults else digest(content)
    return Loaded(declarations, jurisdiction, packs, house, clauses, economics, own, tuple(faults), laid)


def _packs(code: str, root: Path, asked: Place, faults: list[BookError]) -> tuple[tuple[Pack, ...], list[Layer]]:
    """A pack with all that it extends, the most particular first, and their layers in the same order."""
    found: list[tuple[Pack, Layer]] = []
    _collect(code.lower(), root, asked, (), found, faults)
    packs = tuple(pack for pack, _ in reversed(found))
    if packs and packs[0].base:
        says = f"{packs[0].code} is no jurisdiction, only a base for others"
        faults.append(BookError(says, at=packs[0].at.at("base"), code="pack.base"))
    return packs, [layer for _, layer in reversed(found)]


def _second(
    house: Shop, root: Path, known: tuple[Mapping[str, FactDecl], tuple[str, ...]], faults: list[BookError]
) -> tuple[tuple[Pack, ...], Declarations, list[object]]:
    """The packs, declarations and content of the law that the shop's offer chooses."""
    packs, layers = _packs(house.chosen_law, root, house.at.at("chosen_law"), faults)
    return packs, merged(*known, packs, layers, faults), [layer.content for layer in layers]


def _laid(path: Path | None, shop: Layer | None, faults: list[BookError]) -> tuple[Stance | None, Layer | None]:
    if path is None:
        return None, shop
    stance, layer = read_stance(path, faults)
    return stance, laid_over(shop, layer, stance.replaces)


def jurisdictions(law_root: Path = LAW_ROOT) -> list[Path]:
    """The folders of all packs that are jurisdictions of their own; a base for others is none."""
    folders = [path.parent for path in sorted(law_root.glob(f"*/{PACK_FILE}"))]
    return [folder for folder in folders if read_toml(folder / PACK_FILE).get("base") is not True]


def open_book(
    jurisdiction: str,
    shop: Path | None = None,
    *,
    known_on: date,
    law_root: Path = LAW_ROOT,
    catalogue: Path = CATALOGUE,
    stance: Path | None = None,
) -> Book:
    """The book of a jurisdiction ("RU", "generic") and a shop's folder, compiled; under a stance instead of its own.

    Raises:
        BookError: the first fault of a book that cannot be right, with file, key and line. `check_book` names all.
    """
    loaded = load(jurisdiction, shop, law_root=law_root, catalogue=catalogue, stance=stance)
    places = (jurisdiction.lower(), *map(str, (shop, law_root, catalogue, stance)))
    return Book(
        program=_ready(loaded, places),
        jurisdiction=loaded.jurisdiction,
        packs=loaded.packs,
        shop=loaded.shop,
        clauses=loaded.clauses,
        economics=loaded.economics,
        known_on=known_on,
        digest=loaded.digest,
        stance=loaded.stance,
    )


def _ready(loaded: Loaded, places: tuple[str, ...]) -> Program:
    """The book's program. The last few are kept, by content and place: opened again, a book is checked already."""
    key = (loaded.digest, *places)
    program = _PROGRAMS.pop(key, None) if loaded.digest else None
    if program is None:
        program = _checked(loaded)
    _PROGRAMS[key] = program
    if len(_PROGRAMS) > MOST_READY:
        _PROGRAMS.popitem(last=False)
    return program


def _checked(loaded: Loaded) -> Program:
    declared = loaded.declarations
    _refuse_first([*loaded.faults, *unlawful_levels(declared), *uncoded(declared.tables.values())], declared)
    try:
        program = check(declared)
    except RuleError as error:
        raise with_line(error) from None
    _refuse_first(unfair(program), declared)
    if loaded.shop:
        _refuse_first([*shop_settles_law(program, loaded.shop.at), *shop_sets_law(program, loaded.shop.at)], declared)
    return program


def _refuse_first(faults: Sequence[OmbudError], declared: Declarations) -> None:
    if not faults:
        return
    with_articles(faults[:1], declared)
    first = with_line(faults[0])
    if len(faults) > 1:
        more = f"{len(faults) - 1} more: see `ombud book check`"
        first.hint = f"{first.hint}; {more}" if first.hint else more
    raise first


def _collect(
    code: str, root: Path, asked: Place, path: tuple[str, ...], found: list[tuple[Pack, Layer]], faults: list[BookError]
) -> None:
    """Put a pack and what it extends into `found`, the most general first, each once."""
    if code in path:
        chain = " -> ".join([*path, code])
        faults.append(BookError(f"law packs extend each other: {chain}", at=asked, code="pack.cycle"))
        return
    if any(layer.origin == code for _, layer in found):
        return
    folder = root / code
    if not code.isidentifier() or not (folder / PACK_FILE).is_file():
        known = [item.parent.name for item in root.glob(f"*/{PACK_FILE}")]
        faults.append(BookError(f"no law pack {code!r}", at=asked, hint=nearest(code, known), code="pack.unknown"))
        return
    file = entry_of(folder / PACK_FILE, faults)
    pack, holidays = read_pack(folder, file)
    for base in reversed(pack.extends):
        _collect(base, root, file.at.at("extends"), (*path, code), found, faults)
    layer = Layer(code, {"pack": file.data, "holidays": holidays.data if holidays else {}})
    for topic in topic_files(folder, file.text("holidays")):
        entry = entry_of(topic, faults).only(*SECTIONS)
        layer.add(entry, read_topic(entry, code, "public"))
    found.append((pack, layer))


def _shop(
    folder: Path | None, faults: list[BookError]
) -> tuple[Shop | None, dict[str, Clause], Economics, Layer | None]:
    if folder is None:
        return None, {}, Economics(), None
    if folder.name == SHOP_FILE:
        folder = folder.parent
    _known_files(folder, faults)
    file = entry_of(folder / SHOP_FILE, faults)
    money = _optional(folder / ECONOMICS_FILE, faults)
    layer = Layer("shop", {"shop": file.data, "economics": money.data})
    texts: list[Entry] = []
    for name in (PROMISE_FILE, HOUSE_FILE):
        entry = _optional(folder / name, faults).only(*SECTIONS, "clause")
        layer.add(entry, read_topic(entry, "shop", "house"))
        texts.append(entry)
    params = layer.params()
    clauses = {name: clause for entry in texts for name, clause in read_clauses(entry, params).items()}
    return read_shop(file), clauses, read_economics(money), layer


def _optional(path: Path, faults: list[BookError]) -> Entry:
    return entry_of(path, faults) if path.exists() else Entry({}, Place(str(path)), faults)


def _known_files(folder: Path, faults: list[BookError]) -> None:
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        if path.name not in (*FILES, *BESIDE):
            faults.append(
                BookError("this file is no part of a shop's book", at=Place(str(path)), hint=nearest(path.name, FILES))
            )
