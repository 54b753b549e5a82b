"""The words in which a difference between two books is told, in four languages."""

from __future__ import annotations

from collections.abc import Mapping

from ombud.kernel.lang import Lang, Words, word

PHRASES: Mapping[str, Words] = {
    "value": dict.fromkeys(("en", "ru", "uk", "pl"), "{name}: {old} → {new}"),
    "value_from": {
        "en": "{name}: {old} → {new} from {day}",
        "ru": "{name}: {old} → {new} с {day}",
        "uk": "{name}: {old} → {new} з {day}",
        "pl": "{name}: {old} → {new} od {day}",
    },
    "value_between": {
        "en": "{name}: {old} → {new} from {day}, before {end}",
        "ru": "{name}: {old} → {new} с {day}, до {end}",
        "uk": "{name}: {old} → {new} з {day}, до {end}",
        "pl": "{name}: {old} → {new} od {day}, przed {end}",
    },
    "added": {
        "en": "added: {kind} {name}",
        "ru": "добавлено: {kind} {name}",
        "uk": "додано: {kind} {name}",
        "pl": "dodano: {kind} {name}",
    },
    "removed": {
        "en": "removed: {kind} {name}",
        "ru": "убрано: {kind} {name}",
        "uk": "вилучено: {kind} {name}",
        "pl": "usunięto: {kind} {name}",
    },
    "changed": dict.fromkeys(("en", "ru", "uk", "pl"), "{kind} {name}, {part}: {old} → {new}"),
    "text_from": {
        "en": "clause {name} reads from {day}: “{new}” (before: “{old}”)",
        "ru": "условие {name} с {day}: «{new}» (прежде: «{old}»)",
        "uk": "умова {name} з {day}: «{new}» (раніше: «{old}»)",
        "pl": "warunek {name} od {day}: „{new}” (dotąd: „{old}”)",
    },
}

KINDS: Mapping[str, Words] = {
    "param": {"en": "parameter", "ru": "параметр", "uk": "параметр", "pl": "parametr"},
    "value": {"en": "derived value", "ru": "вычисляемое значение", "uk": "обчислюване значення", "pl": "wartość"},
    "settle": {
        "en": "how evidence settles",
        "ru": "оценка доказательств:",
        "uk": "оцінка доказів:",
        "pl": "ocena dowodów:",
    },
    "burden": {
        "en": "burden of proof of",
        "ru": "бремя доказывания:",
        "uk": "тягар доведення:",
        "pl": "ciężar dowodu:",
    },
    "table": {"en": "table", "ru": "таблица", "uk": "таблиця", "pl": "tabela"},
    "rule": {"en": "rule", "ru": "правило", "uk": "правило", "pl": "reguła"},
    "clause": {"en": "clause", "ru": "условие", "uk": "умова", "pl": "warunek"},
    "fact": {"en": "fact", "ru": "факт", "uk": "факт", "pl": "fakt"},
    "pack": {"en": "law pack", "ru": "право", "uk": "право", "pl": "prawo"},
    "source": {"en": "source", "ru": "источник", "uk": "джерело", "pl": "źródło"},
    "holiday": {"en": "holiday", "ru": "нерабочий день", "uk": "неробочий день", "pl": "dzień wolny"},
    "workday": {"en": "working day", "ru": "рабочий день", "uk": "робочий день", "pl": "dzień roboczy"},
    "constraint": {"en": "constraint", "ru": "ограничение", "uk": "обмеження", "pl": "ograniczenie"},
    "figure": {"en": "figure", "ru": "показатель", "uk": "показник", "pl": "wskaźnik"},
    "shop": {"en": "shop", "ru": "магазин", "uk": "магазин", "pl": "sklep"},
}

PARTS: Mapping[str, Words] = {
    "when": {"en": "condition", "ru": "условие применения", "uk": "умова застосування", "pl": "przesłanka"},
    "unless": {"en": "exception", "ru": "исключение", "uk": "виняток", "pl": "wyjątek"},
    "requires": {"en": "requirement", "ru": "требование", "uk": "вимога", "pl": "wymóg"},
    "then": {"en": "result", "ru": "результат", "uk": "результат", "pl": "skutek"},
    "provided": {"en": "condition", "ru": "условие", "uk": "умова", "pl": "warunek"},
    "told": {"en": "what is told", "ru": "что сообщается", "uk": "що повідомляється", "pl": "co się podaje"},
    "because": {"en": "reason", "ru": "обоснование", "uk": "обґрунтування", "pl": "uzasadnienie"},
    "cites": {"en": "reference", "ru": "ссылка", "uk": "посилання", "pl": "odesłanie"},
    "choose": {"en": "choice group", "ru": "группа выбора", "uk": "група вибору", "pl": "grupa wyboru"},
    "confidence": {"en": "mark", "ru": "пометка", "uk": "позначка", "pl": "oznaczenie"},
    "clause": {"en": "clause", "ru": "условие оферты", "uk": "умова оферти", "pl": "warunek oferty"},
    "overrides": {"en": "overridden rules", "ru": "заменённые правила", "uk": "замінені правила", "pl": "zastąpione"},
    "order": {"en": "order of rules", "ru": "порядок правил", "uk": "порядок правил", "pl": "kolejność reguł"},
    "level": {"en": "level", "ru": "уровень", "uk": "рівень", "pl": "poziom"},
    "answers": {"en": "question answered", "ru": "на какой вопрос", "uk": "на яке питання", "pl": "pytanie"},
    "hit": {"en": "hit policy", "ru": "порядок выбора", "uk": "порядок вибору", "pl": "sposób wyboru"},
    "labels": {"en": "labels", "ru": "метки", "uk": "мітки", "pl": "etykiety"},
    "guard": {"en": "guard", "ru": "признак", "uk": "ознака", "pl": "cecha"},
    "rules": {"en": "rules", "ru": "правила", "uk": "правила", "pl": "reguły"},
    "purpose": {"en": "purpose", "ru": "цель", "uk": "мета", "pl": "cel"},
    "visibility": {"en": "visibility", "ru": "видимость", "uk": "видимість", "pl": "widoczność"},
    "anchor": {"en": "anchor", "ru": "опорный день", "uk": "опорний день", "pl": "dzień odniesienia"},
    "favours": {"en": "favours", "ru": "в пользу", "uk": "на користь", "pl": "na korzyść"},
    "marks": {"en": "marks and sources", "ru": "пометки и источники", "uk": "позначки й джерела", "pl": "oznaczenia"},
    "pending": {"en": "pending values", "ru": "ждут даты", "uk": "чекають дати", "pl": "oczekujące"},
    "means": {"en": "meaning", "ru": "значение слова", "uk": "значення слова", "pl": "znaczenie"},
    "amendments": {"en": "proposals", "ru": "предложения", "uk": "пропозиції", "pl": "propozycje"},
    "details": {"en": "details", "ru": "подробности", "uk": "подробиці", "pl": "szczegóły"},
}


def say(phrase: str, lang: Lang, **fill: str) -> str:
    """One sentence about a change. `kind` and `part` are given as codes."""
    if "kind" in fill:
        fill["kind"] = word(KINDS[fill["kind"]], lang)
    if "part" in fill:
        fill["part"] = word(PARTS[fill["part"]], lang)
    return word(PHRASES[phrase], lang).format(**fill)
