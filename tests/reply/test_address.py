from __future__ import annotations

import pytest

from ombud.reply.address import called, pl_vocative, uk_vocative


@pytest.mark.parametrize(
    ("name", "vocative"),
    [("Олена", "Олено"), ("Марія", "Маріє"), ("Андрій", "Андрію"), ("Іван", "Іване"), ("Ігор", "Ігорю"),
     ("Наталя", "Наталю"), ("Зоя", "Зоє"), ("Павло", "Павле"), ("Дмитро", "Дмитре"), ("Марко", "Марку"),
     ("Василь", "Василю"), ("Артём", "Артём"),
     ("Павел", "Павле"), ("Лидия", "Лидия"), ("Петрович", "Петровичу"), ("Петрівна", "Петрівно"), ("Anna", "Anna")],
)  # fmt: skip
def test_ukrainian_calls_people_in_the_vocative(name: str, vocative: str) -> None:
    assert uk_vocative(name) == vocative


@pytest.mark.parametrize(
    ("name", "greeted"),
    [("Анна Ветрова", "Анна"), ("Ветрова Анна", "Анна"), ("Марина Полева", "Марина"), ("Лев Толстой", "Лев"),
     ("Ветрова Анна Сергеевна", "Анна Сергеевна"), ("Анна Сергеевна", "Анна Сергеевна"), ("Анна", "Анна"),
     ("госпожа Ветрова", "госпожа Ветрова"), ("Zofia Brzoza", "Zofia")],
)  # fmt: skip
def test_russian_calls_people_by_first_name_and_patronymic(name: str, greeted: str) -> None:
    assert called(name, "ru", "formal") == greeted


def test_ukrainian_finds_the_first_name_behind_a_surname() -> None:
    assert called("Петренко Олена Іванівна", "uk", "formal") == "Олено Іванівно"
    assert called("Шевченко Тарас", "uk", "formal") == "Тарасе"


@pytest.mark.parametrize(
    ("name", "vocative"),
    [("Anna", "Anno"), ("Ania", "Aniu"), ("Ola", "Olu"), ("Maria", "Mario"), ("Natalia", "Natalio"), ("Kasia", "Kasiu"),
     ("Piotr", "Piotrze"), ("Marek", "Marku"), ("Paweł", "Pawle"), ("Michał", "Michale"), ("Jan", "Janie"),
     ("Tomasz", "Tomaszu"), ("Krzysztof", "Krzysztofie"), ("Andrzej", "Andrzeju"), ("Robert", "Robercie"),
     ("Antoni", "Antoni"), ("Aleksander", "Aleksandrze")],
)  # fmt: skip
def test_polish_calls_people_in_the_vocative(name: str, vocative: str) -> None:
    assert pl_vocative(name) == vocative
