"""What the shop does and by when, what it asks, and what the reader needs to do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ombud.model.entitlement import MoneyRange
from ombud.model.reply import Act, Ask
from ombud.reply.voice import Voice, sentence

WORDS_ONLY = frozenset(
    {
        "explanation", "apology", "process_change", "refusal_with_reasons", "referral_to_external_body", "paid_help",
        "refusal_withdrawn",
    }
)  # fmt: skip
"""Remedies that are words, or no gift: nobody calls these a goodwill gesture."""

PLAIN = WORDS_ONLY | {"order_kept", "substitute"}
"""What is said without further ado, though nobody owes it: to call it a gesture would make much of little."""

NEEDS_BOTH = WORDS_ONLY | {"carrier_claim_help"}
"""Acts after which "you do not need to do anything" would be empty or untrue."""

NOT_DUE = "not_due_yet"

AGAINST_RETURN = frozenset({"refund_with_return"})
REFUNDS = AGAINST_RETURN | {"refund_without_return"}

INSIDE = frozenset({"shop", "lead", "staff_member"})
"""Parties of the shop itself: a reader is told what they do, not by when they answer."""

SLUG = re.compile(r"\W+")


def act_clause(act: Act, voice: Voice) -> str:
    """What is done, as a clause: "we will refund £12.50 by 12 March"."""
    if act.by_bank:
        return voice.say("act.by_bank", amount=voice.amount(act.amount))
    when = ""
    if act.due is not None:
        when = voice.say("when.due", day=voice.day(act.due))
    elif act.promptly:
        when = voice.say("when.promptly")
    key = f"act.{act.remedy}"
    is_open = isinstance(act.amount, MoneyRange) and act.amount.low == 0
    if is_open and f"{key}.open" in voice.words:
        return voice.say(f"{key}.open", when=when)
    amount = "" if is_open else voice.amount(act.amount)
    if amount and f"{key}.sum" in voice.words:
        return voice.say(f"{key}.sum", amount=amount, when=when)
    return voice.say(key, when=when)


def act_sentence(act: Act, voice: Voice) -> str:
    """What is done, as a sentence: plain, as goodwill, or for the asking."""
    key = "say.plain"
    if act.goodwill and act.remedy not in PLAIN and not act.by_bank:
        key = "say.goodwill"
    elif act.on_demand and not act.by_bank:
        key = "say.call_off" if _calls_off(act, voice) else "say.on_demand"
    return voice.of(act.thing, sentence(voice.say(key, act=act_clause(act, voice))))


def act_lines(voice: Voice) -> list[str]:
    """Paragraphs on everything that is done: single acts, choices to pick from, acts for the asking."""
    groups: dict[str, list[Act]] = {}
    for act in voice.notice.acts:
        if not _said_already(act, voice):
            groups.setdefault(act.choose, []).append(act)
    single = groups.pop("", []) + [group[0] for group in groups.values() if len(group) == 1]
    asked = [act for act in single if act.on_demand and not act.goodwill]
    plain = [act for act in single if act not in asked]
    paragraphs = [" ".join(dict.fromkeys(act_sentence(act, voice) for act in plain))]
    paragraphs += [_choice(group, voice) for group in groups.values() if len(group) > 1]
    if len(asked) > 1:
        clauses = [voice.of(act.thing, act_clause(act, voice)).removesuffix(".") for act in asked]
        paragraphs.append(_list(voice.say("say.on_demand.head"), clauses, voice))
    else:
        paragraphs += [act_sentence(act, voice) for act in asked]
    return [paragraph for paragraph in paragraphs if paragraph]


def _calls_off(act: Act, voice: Voice) -> bool:
    """The order is not late yet, and the money is for whoever would rather not wait."""
    return voice.notice.reason == NOT_DUE and act.remedy in REFUNDS


def _said_already(act: Act, voice: Voice) -> bool:
    """An apology that the verdict makes, or an explanation that the letter itself is."""
    if act.remedy == "apology":
        return voice.notice.outcome in ("right", "in_part")
    return act.remedy in ("explanation", "refusal_with_reasons") and act.due is None and bool(voice.notice.because)


def _list(head: str, clauses: Sequence[str], voice: Voice) -> str:
    options = [voice.say("say.option", act=clause[0].upper() + clause[1:]) for clause in clauses]
    return "\n".join([head, *dict.fromkeys(options)])


def _choice(group: Sequence[Act], voice: Voice) -> str:
    goodwill = all(act.goodwill for act in group)
    clauses = [act_clause(act, voice) for act in group]
    if not goodwill:
        clauses = [
            voice.say("say.goodwill", act=clause).removesuffix(".") if act.goodwill else clause
            for act, clause in zip(group, clauses, strict=True)
        ]
    head = voice.say("choose.goodwill" if goodwill else "choose.head")
    if group[0].thing and not goodwill and not voice.only:
        head = voice.say("choose.head.of", thing=group[0].thing)
    return _list(head, clauses, voice)


def need_lines(voice: Voice) -> list[str]:
    """What the reader needs to do, or that there is nothing to do."""
    call = voice.notice.audience == "call"
    needs = _needs(voice)
    return [voice.say("call.demand") if call and need.startswith("demand") else _need(need, voice) for need in needs]


def _need(need: str, voice: Voice) -> str:
    """What is needed; of several ordered things, which of them goes back."""
    back = [act.thing for act in voice.notice.acts if act.remedy in AGAINST_RETURN and not act.on_demand]
    if need == "return_item" and back and all(back):
        named = [voice.say("say.named", thing=thing) for thing in dict.fromkeys(back)]
        return voice.say("need.return_item.named", things=", ".join(named))
    return voice.say(f"need.{need}")


def _needs(voice: Voice) -> list[str]:
    """The notice's needs, and what the acts ask for: to choose, to ask, or nothing."""
    notice = voice.notice
    needs = list(dict.fromkeys(notice.needs))
    groups = [act.choose for act in notice.acts if act.choose]
    if len(groups) > len(set(groups)) and not {"choose", "new_day"} & set(needs):
        needs.insert(0, "choose")
    if any(act.way_back == "shop" for act in notice.acts):
        needs.append("return_free")
    if needs or any(ask.of == "customer" for ask in notice.asks):
        return needs
    asked = [act for act in notice.acts if act.on_demand and not act.goodwill]
    if asked and all(_calls_off(act, voice) for act in asked):
        return []
    if asked:
        return ["demand_several" if len(asked) > 1 else "demand"]
    return ["nothing"] if any(act.remedy not in NEEDS_BOTH for act in notice.acts) else []


def ask_lines(voice: Voice) -> list[str]:
    """What we find out, where, and by when; questions to the reader come last and are put as a request."""
    others = [ask for ask in voice.notice.asks if ask.of != "customer"]
    own = [ask for ask in voice.notice.asks if ask.of == "customer"]
    return [_asked(group, voice) for group in (others, own) if group]


def _asked(group: Sequence[Ask], voice: Voice) -> str:
    lines = [_ask(ask, voice) for ask in group]
    last = max((ask.by for ask in group if ask.by and ask.of not in INSIDE), default=None)
    if last and group[0].of == "customer":
        lines.append(voice.say("answer.customer.by", day=voice.day(last)))
    elif last and last != voice.notice.answer_on:
        lines.append(voice.say("answer.by", day=voice.day(last)))
    return " ".join(dict.fromkeys(lines))


def _ask(ask: Ask, voice: Voice) -> str:
    """A question to the reader or to an outsider as it stands; of the shop's own people only what we do."""
    record = f"doing.{SLUG.sub('_', ask.evidence)}"
    if ask.of != "customer" and record in voice.words:
        return voice.say(record)
    key = f"ask.{ask.of}" if f"ask.{ask.of}" in voice.words else "ask.other"
    question = voice.own(ask.words) or voice.say("question.default")
    return sentence(voice.say(key, question=question))
