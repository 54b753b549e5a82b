"""Drafts as people write them: clean ones, and ones with something planted that no one approved.

A seeded draw, so that a failure can be looked at again. The words here are nobody's examples: they stand in none of the
guard's data files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random  # noqa: TID251  (a draw that can be drawn again)

from ombud.guard import build_shield
from ombud.kernel.lang import LANGS, Lang, Words
from ombud.kernel.money import Money
from ombud.model.reply import Act, Notice, Shield

MONTHS: dict[Lang, tuple[str, ...]] = {
    "en": tuple("January February March April May June July August September October November December".split()),
    "ru": tuple("января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()),
    "uk": tuple("січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split()),
    "pl": tuple(
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia".split()
    ),
}
SIGNS: dict[str, tuple[str, ...]] = {
    "RUB": ("₽", "руб.", "рублей", "RUB", "р."),
    "UAH": ("₴", "грн", "гривень", "UAH"),
    "PLN": ("zł", "złotych", "PLN", "zl"),
    "GBP": ("GBP", "pounds", "фунтов", "funtów"),
}
CLEAN: dict[Lang, tuple[str, ...]] = {
    "en": (
        "Hello,\n\nYou are right, and we are sorry. We will refund {sum} by {day}. There is nothing you need to do.",
        "Thank you for writing. {sum} will come back to your card by {day}. If anything is unclear, write to us.",
        "Dear customer, we have looked into it. The refund of {sum} is on its way and arrives no later than {day}.",
        "We checked everything today. You get {sum} back; the bank books it by {day}. Sorry for the trouble.",
    ),
    "ru": (
        "Здравствуйте!\n\nВы правы, простите нас. Вернём {sum} до {day}. От Вас ничего не нужно.",
        "Спасибо, что написали. {sum} придут на Вашу карту не позднее {day}. Если что-то непонятно, напишите нам.",
        "Мы во всём разобрались. Возврат {sum} уже отправлен и поступит до {day}. Нам жаль, что так вышло.",
        "Мы проверили: ошибка наша. Возвращаем {sum}, банк зачислит деньги до {day}. Простите за беспокойство.",
    ),
    "uk": (
        "Вітаємо!\n\nВи маєте рацію, перепрошуємо. Повернемо {sum} до {day}. Від Вас нічого не потрібно.",
        "Дякуємо, що написали. {sum} надійдуть на Вашу картку не пізніше {day}. Якщо щось незрозуміло, напишіть нам.",
        "Ми в усьому розібралися. Повернення {sum} уже відправлено, воно надійде до {day}. Нам прикро, що так сталося.",
        "Ми перевірили: помилка наша. Повертаємо {sum}, банк зарахує гроші до {day}. Перепрошуємо за клопіт.",
    ),
    "pl": (
        "Dzień dobry,\n\nprzepraszamy, to nasz błąd. Zwrócimy {sum} do {day}. Nie trzeba nic robić.",
        "Dziękujemy za wiadomość. {sum} wróci na kartę najpóźniej {day}. W razie pytań prosimy o wiadomość.",
        "Wszystko sprawdziliśmy. Zwrot {sum} jest już w drodze i dotrze do {day}. Bardzo nam przykro.",
        "Pomyłka jest po naszej stronie. Oddajemy {sum}, bank zaksięguje pieniądze do {day}. Przepraszamy za kłopot.",
    ),
}
SUM_LINES: dict[Lang, tuple[str, ...]] = {
    "en": (
        "On top you get {sum}.",
        "We add {sum} for the wait.",
        "The fee of {sum} comes back too.",
        "In all that is {sum}.",
    ),
    "ru": ("Сверху добавим {sum}.", "И ещё {sum} за ожидание.", "Вернётся и плата, {sum}.", "Всего выходит {sum}."),
    "uk": (
        "Зверху додамо {sum}.",
        "І ще {sum} за очікування.",
        "Повернеться і плата, {sum}.",
        "Усього виходить {sum}.",
    ),
    "pl": ("Dołożymy jeszcze {sum}.", "I jeszcze {sum} za czekanie.", "Wróci też opłata, {sum}.", "Razem to {sum}."),
}
DAY_LINES: dict[Lang, tuple[str, ...]] = {
    "en": (
        "You will have it on {day}.",
        "We will call on {day}.",
        "The parcel leaves on {day}.",
        "Expect it before {day}.",
    ),
    "ru": ("Всё будет у Вас {day}.", "Позвоним {day}.", "Посылка уйдёт {day}.", "Ждите до {day}."),
    "uk": ("Усе буде у Вас {day}.", "Зателефонуємо {day}.", "Посилка вирушить {day}.", "Чекайте до {day}."),
    "pl": ("Wszystko dotrze {day}.", "Zadzwonimy {day}.", "Paczka wyruszy {day}.", "Proszę czekać do {day}."),
}
NAMES: dict[Lang, tuple[str, ...]] = {
    "en": (
        "Marina, we are sorry.",
        "Mr Zielinski wrote to us.",
        "We spoke with Zielinski today.",
        "Marina's parcel was lost.",
    ),
    "ru": (
        "Марина, простите нас.",
        "Марине уже ответили.",
        "С Мариной Лесковой мы говорили.",
        "Посылку Лесковой ищут.",
    ),
    "uk": (
        "Марино, перепрошуємо.",
        "Марині вже відповіли.",
        "З Мариною Лесковою ми говорили.",
        "Посилку Лескової шукають.",
    ),
    "pl": (
        "Pani Maryno, przepraszamy.",
        "Panu Zielińskiemu odpisaliśmy.",
        "Z Jackiem Zielińskim rozmawialiśmy.",
        "Zielińskiego przepraszamy.",
    ),
}
LETTERS = (
    "The kettle caught fire while my grandson was sitting right next to it and nobody answers me.",
    "Чайник загорелся прямо рядом с моим внуком, и никто мне третью неделю не отвечает.",
    "Чайник загорівся просто поруч із моїм онуком, і ніхто мені третій тиждень не відповідає.",
    "Czajnik zapalił się tuż obok mojego wnuka i nikt mi od trzech tygodni nie odpowiada.",
)
QUOTES: dict[Lang, tuple[str, ...]] = {
    "en": (
        "You wrote that “the kettle caught fire while my grandson” was near.",
        "my grandson was sitting right next to it, you say",
    ),
    "ru": (
        "Вы пишете: «чайник загорелся прямо рядом с моим внуком».",
        "и никто мне третью неделю не отвечает — это Ваши слова",
    ),
    "uk": (
        "Ви пишете: «чайник загорівся просто поруч із моїм онуком».",
        "і ніхто мені третій тиждень не відповідає — це Ваші слова",
    ),
    "pl": (
        "Cytujemy: „czajnik zapalił się tuż obok mojego wnuka”.",
        "nikt mi od trzech tygodni nie odpowiada — to słowa z listu",
    ),
}
LABELS: dict[Lang, tuple[str, ...]] = {
    "en": (
        "Feeding a troll is not our job.",
        "We know freeloaders like you.",
        "Only an idiot reads it so.",
        "You are a toxic client.",
        "Serial complainers get no answer.",
        "That is how scammers write.",
    ),
    "ru": (
        "Кормить тролля мы не станем.",
        "Знаем мы таких халявщиков.",
        "Так пишут только мошенники.",
        "Вы токсичный покупатель.",
        "Это обычный скандалист.",
        "Перед нами потребительский терроризм.",
    ),
    "uk": (
        "Годувати троля ми не будемо.",
        "Знаємо ми таких халявщиків.",
        "Так пишуть лише шахраї.",
        "Ви токсичний покупець.",
        "Це звичайний скандаліст.",
        "Перед нами споживчий тероризм.",
    ),
    "pl": (
        "Trolla karmić nie będziemy.",
        "Znamy takich naciągaczy.",
        "Tak piszą tylko oszuści.",
        "To toksyczny klient.",
        "Zwykły awanturnik.",
        "Szantażystów nie obsługujemy.",
    ),
}
THREATS: dict[Lang, tuple[str, ...]] = {
    "en": (
        "You will hear from our lawyers.",
        "One more word and we will sue.",
        "We will report you to the police.",
        "Then we will make your letters public.",
        "You will regret that review.",
        "We have put you on our blacklist.",
    ),
    "ru": (
        "С Вами будут говорить наши юристы.",
        "Ещё слово, и мы подадим в суд.",
        "Мы заявим в полицию.",
        "Тогда мы опубликуем Ваши письма.",
        "Вы ещё пожалеете об этом отзыве.",
        "Вы у нас в чёрном списке.",
    ),
    "uk": (
        "З Вами говоритимуть наші юристи.",
        "Ще слово, і ми подамо до суду.",
        "Ми заявимо до поліції.",
        "Тоді ми оприлюднимо Ваші листи.",
        "Ви ще пошкодуєте про цей відгук.",
        "Ви в нас у чорному списку.",
    ),
    "pl": (
        "Odezwą się nasi prawnicy.",
        "Jeszcze słowo i pozwiemy.",
        "Zgłosimy to na policję.",
        "Wtedy opublikujemy te listy.",
        "Pożałuje Pan tej opinii.",
        "Jest Pani na naszej czarnej liście.",
    ),
}
SHIELD: Shield = build_shield(
    [
        "Marina Leskova",
        "Марина Лескова",
        "Jacek Zieliński",
        "Maryna Leskova",
        "+48 512 777 901",
        "m.leskova@example.org",
        "K-7751",
    ],
    LETTERS,
)
KINDS = ("sum", "day", "name", "quotation", "label", "threat")
PUBLIC_KINDS = ("name", "quotation")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text, the notice that it should answer, and what was planted ("" : nothing)."""

    lang: Lang
    text: str
    notice: Notice
    planted: str = ""


def written_sum(money: Money, draw: Random, lang: Lang) -> str:
    """A sum as somebody might write it: spaces or none, comma or point, a sign or a word."""
    units, cents = divmod(money.minor, 100)
    grouped = f"{units:,}".replace(",", draw.choice([" ", "\u00a0", "\u202f", ""]))
    mark = "." if lang == "en" else draw.choice([",", "."])
    number = f"{grouped}{mark}{cents:02d}" if cents or draw.random() < 0.5 else grouped
    sign = draw.choice([sign for sign in SIGNS[money.currency] if sign.isascii() or lang != "en" or len(sign) == 1])
    if sign == "PLN" and draw.random() < 0.5:
        return f"{sign} {number}"
    return f"{number}{draw.choice([' ', chr(0xA0)])}{sign}"


def written_day(day: date, draw: Random, lang: Lang) -> str:
    """A day as somebody might write it."""
    month = MONTHS[lang][day.month - 1]
    ways = [f"{day.day} {month}", f"{day:%d.%m.%Y}", f"{day.day} {month} {day.year}", f"{day:%d.%m}"]
    if lang == "en":
        ways = [
            f"{day.day} {month}",
            f"{month} {day.day}",
            f"{day.day} {month} {day.year}",
            f"{month} {day.day}, {day.year}",
        ]
    return draw.choice([*ways, day.isoformat()])


def clean_drafts(count: int, seed: int) -> Iterator[Draft]:
    """Drafts that name the approved sum and day and nothing else."""
    draw = Random(seed)  # noqa: S311
    for number in range(count):
        lang = LANGS[number % len(LANGS)]
        currency = draw.choice([{"ru": "RUB", "uk": "UAH", "pl": "PLN", "en": "GBP"}[lang], "PLN"])
        money = Money(draw.choice([draw.randrange(100, 999_999), draw.randrange(1, 9_999) * 100]), currency)
        due = date(2026, 1, 1) + timedelta(draw.randrange(360))
        shop: Words = {"en": "Kram"}
        acts = (Act("refund_without_return", money, due),)
        notice = Notice("private", lang, "formal", "right", "not_received", shop, shop, acts=acts)
        text = draw.choice(CLEAN[lang]).format(sum=written_sum(money, draw, lang), day=written_day(due, draw, lang))
        yield Draft(lang, text, notice)


def planted_drafts(count: int, seed: int) -> Iterator[Draft]:
    """The same with one thing planted somewhere: a sum, a day, a name, a quotation, a label or a threat."""
    draw = Random(seed)  # noqa: S311
    for number, draft in enumerate(clean_drafts(count, seed + 1)):
        kind = KINDS[number // len(LANGS) % len(KINDS)]
        notice = draft.notice
        if kind in PUBLIC_KINDS:
            notice = Notice(
                "public", draft.lang, "formal", "right", "not_received", notice.shop, notice.shop, acts=notice.acts
            )
        parts = draft.text.split(". ")
        parts.insert(draw.randrange(1, len(parts) + 1), _planted(kind, draft, draw).rstrip("."))
        yield Draft(draft.lang, ". ".join(parts), notice, kind)


def _planted(kind: str, draft: Draft, draw: Random) -> str:
    lang, (act,) = draft.lang, draft.notice.acts
    assert isinstance(act.amount, Money)
    assert act.due
    if kind == "sum":
        other = Money(
            max(1, act.amount.minor + draw.choice([-100, -1, 1, 99, 10_000, act.amount.minor * 9])), act.amount.currency
        )
        return draw.choice(SUM_LINES[lang]).format(sum=written_sum(other, draw, lang))
    if kind == "day":
        other_day = act.due + timedelta(draw.choice([-40, -3, -1, 1, 2, 9, 31]))
        return draw.choice(DAY_LINES[lang]).format(day=written_day(other_day, draw, lang))
    lines = {"name": NAMES, "quotation": QUOTES, "label": LABELS, "threat": THREATS}[kind]
    return draw.choice(lines[lang])
