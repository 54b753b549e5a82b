"""Books of shops that would rather not: each fragment tries to owe less, to owe it later, or to owe nothing."""

from __future__ import annotations

from pathlib import Path

WORDS = '{ en = "no", ru = "нет", uk = "ні", pl = "nie" }'
REASONS = 'reasons = ["late", "not_received"]'


def table(name: str, answers: str, then: str, *, when: str = "TRUE", more: str = "", rule: str = "") -> str:
    """A table of one rule about goods that came late or not at all."""
    hit = "collect" if answers in ("owed", "goodwill", "clock", "conduct") else "first"
    return f"""
[table.{name}]
answers = "{answers}"
hit = "{hit}"
{REASONS if answers not in ("approval", "headline") else ""}
{more}
[[table.{name}.rule]]
id = "x"
when = "{when}"
then = {{ {then} }}
because = {WORDS}
{rule}
"""


def owed(name: str, then: str, *, when: str = "TRUE", level: str = "promise", rule: str = "") -> str:
    """A table of what the shop says is owed."""
    return table(name, "owed", then, when=when, more=f'level = "{level}"', rule=rule)


REFUND = 'remedy = "refund_without_return"'
FRAGMENTS: dict[str, str] = {
    "says nothing is true": table("h_find", "finding", 'finding = "not_substantiated"'),
    "says the customer did it": table("h_fault", "fault", "customer = 1"),
    "lets the customer bear it": table("h_bear", "bearer", 'bearer = "customer"'),
    "owes one unit": owed("h_little", f'{REFUND}, amount = "0.01", arises = "on_demand"'),
    "owes less than nothing": owed("h_minus", f'{REFUND}, amount = "-100.00", arises = "on_demand"'),
    "gives less than nothing": table("h_gift", "goodwill", 'remedy = "gift", amount = { expr = "0.00 - prepaid" }'),
    "has no words for it": owed("h_words", 'remedy = "nothing at all"'),
    "says nothing": owed("h_mute", 'arises = "automatic"'),
    "owes beyond all days": owed("h_days", f'{REFUND}, due = {{ expr = "asof + 99999999" }}'),
    "divides by nothing": owed("h_zero", 'remedy = "gift"', when="prepaid / (goods_total - goods_total) <= 1.00"),
    "owes a computed minus": owed(
        "h_minus2", f'{REFUND}, amount = {{ expr = "0.00 - prepaid" }}, arises = "on_demand", demanded = true'
    ),
    "owes it next year": owed(
        "h_later", f'{REFUND}, amount = {{ expr = "prepaid" }}, arises = "on_demand", due = {{ expr = "asof + 365" }}'
    ),
    "owes more, but next year": owed(
        "h_later2", f'{REFUND}, amount = {{ expr = "prepaid + 1.00" }}, due = {{ expr = "asof + 365" }}'
    ),
    "makes the penalty a choice": owed(
        "h_choice",
        'remedy = "penalty_by_statute", amount = "99999.00", arises = "on_demand"',
        rule='choose = "main"',
    ),
    "offers credit instead": owed(
        "h_credit", 'remedy = "store_credit", amount = "9999.00", demanded = true', rule='choose = "main"'
    ),
    "owes in doubt only": owed("h_doubt", f"{REFUND}, amount = {{ expr = 'prepaid' }}", when="hang_ups > 3"),
    "asks what nobody knows": owed(
        "h_ask", 'remedy = "gift"', when="fee_shown OR fee_accepted OR staff_insulted OR abuse_in_call OR hang_ups > 1"
    ),
    "asks by multiplying": owed("h_times", 'remedy = "gift"', when="hang_ups * hang_ups_by_rule > 4"),
    "marks it contested": owed(
        "h_mark", f'{REFUND}, amount = {{ expr = "prepaid" }}, arises = "on_demand"', rule='confidence = "C"'
    ),
    "claims to be a statute": owed("h_statute", f'{REFUND}, amount = "0.00"', level="statute"),
    "claims to be a platform": owed("h_platform", f'{REFUND}, amount = "0.00"', level="platform_rule"),
    "asks who it is": owed("h_who", 'remedy = "gift"', when="orders_count > 3"),
    "asks what was earned": owed("h_margin", 'remedy = "gift"', when="margin_12m > 100.00"),
    "settles delivery": '[[settle.delivered.rule]]\nwhen = "TRUE"\nis = "TRUE"\n',
    "settles the claim of the carrier": '[[settle.carrier_says_delivered.rule]]\nwhen = "TRUE"\nis = "TRUE"\n',
    "settles force majeure": '[[settle.force_majeure_proven.rule]]\nwhen = "TRUE"\nis = "TRUE"\n',
    "settles that a consumer is none": '[[settle.consumer.rule]]\nwhen = "TRUE"\nis = "FALSE"\n',
    "shifts the burden": '[[burden.delivered.rule]]\nwhen = "TRUE"\nis = "TRUE"\n',
    "shifts another burden": '[[burden.prepaid.rule]]\nwhen = "TRUE"\nis = "0.00"\n',
    "gives it as goodwill": table("h_good", "goodwill", f'{REFUND}, amount = "1.00"'),
    "approves nothing": table("h_approve", "approval", 'approval = "owner"'),
    "is always right": table("h_head", "headline", 'headline = "shop_right"', more='guard = "case_finding"'),
    "has a rate of its own": f'[param.ru231_rate]\ntype = "rate"\nis = "0.0001"\nmeans = {WORDS}\n',
    "has a term of its own": f'[param.delivery_days_default]\ntype = "int"\nis = 300\nmeans = {WORDS}\n',
    "overrides a number": (
        f'[param.delivery_days_default]\noverrides = "common"\ntype = "int"\nis = 300\nmeans = {WORDS}\n'
    ),
    "has lateness of its own": '[value.late_end]\nis = "due_on"\n',
    "has a due day of its own": '[value.delivery_due]\nis = "asof"\n',
    "has the law's table": owed("ru231", f'{REFUND}, amount = "0.00"'),
    "overrides the Russian rule": owed("h_over", f'{REFUND}, amount = "0.00"', rule='overrides = ["ru.ru231.refund"]'),
    "overrides the directive": owed(
        "h_over2", f'{REFUND}, amount = "0.00"', rule='overrides = ["eu.eu_delivery.refund_after_term"]'
    ),
    "has a clock of its own": table(
        "h_clock", "clock", 'regime = "ours", due = { expr = "asof + 900" }, waiting_on = "customer"'
    ),
}
"""What each tries, as an addition to the shop's house rules."""

SHOP = """
name = { en = "Wolf", ru = "Волк", uk = "Вовк", pl = "Wilk" }
country = "RU"
currency = "RUB"
languages = ["en", "ru", "uk", "pl"]
serves = { en = "sheep", ru = "овец", uk = "овець", pl = "owce" }
answers = { en = "Wolf", ru = "Волк", uk = "Вовк", pl = "Wilk" }
"""


def write(folder: Path, house: str) -> Path:
    """A shop's folder with these house rules."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "shop.toml").write_text(SHOP, encoding="utf-8")
    (folder / "house.toml").write_text(house, encoding="utf-8")
    return folder
