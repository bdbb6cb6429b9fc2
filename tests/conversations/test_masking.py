from __future__ import annotations

import random

from conversations.masking import mask_card_numbers

FULL_WIDTH = str.maketrans("0123456789", "".join(chr(0xFF10 + digit) for digit in range(10)))
ISSUERS = (("4", 16), ("51", 16), ("55", 16), ("2221", 16), ("34", 15), ("37", 15), ("6011", 16),
           ("3528", 16), ("62", 16), ("36", 14), ("4", 13), ("4", 19), ("62", 19))  # fmt: skip
SEPARATORS = ("", " ", "-", ".", "\u00a0", "\u2009", " - ", "/", "_", "\u2013", "  ", ",")
FRAMES = ("{}", "my card is {}, thanks", "2 times {} please", "卡号{}。", "card:{} exp 12/29")


def luhn_complete(digits: str) -> str:
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (1 if place % 2 else 2)
        total += value - 9 if value > 9 else value
    return digits + str(-total % 10)


def card(random_: random.Random) -> str:
    prefix, length = random_.choice(ISSUERS)
    body = "".join(random_.choice("0123456789") for _ in range(length - len(prefix) - 1))
    return luhn_complete(prefix + body)


def spelled(random_: random.Random, digits: str) -> str:
    size = random_.choice((4, 4, 4, 2, len(digits)))
    groups = [digits[at : at + size] for at in range(0, len(digits), size)]
    text = random_.choice(SEPARATORS).join(groups)
    return text.translate(FULL_WIDTH) if random_.random() < 0.15 else text


def test_of_2000_card_numbers_in_all_spellings_at_least_995_in_1000_are_masked() -> None:
    random_ = random.Random(7)
    masked = 0
    for _ in range(2000):
        digits = card(random_)
        text = random_.choice(FRAMES).format(spelled(random_, digits))
        seen = mask_card_numbers(text)
        left = "".join(str(int(char)) for char in seen if char.isdigit())
        masked += digits[:-4] not in left and "••••" in seen
    assert masked / 2000 >= 0.995


def test_under_one_in_a_hundred_order_and_tracking_numbers_is_taken_for_a_card() -> None:
    random_ = random.Random(11)

    def digits(count: int) -> str:
        return "".join(random_.choice("0123456789") for _ in range(count))

    numbers = [f"#W{digits(7)}" for _ in range(700)]
    numbers += [digits(12) for _ in range(700)]
    numbers += [f"1Z{digits(16)}" for _ in range(300)]
    numbers += [f"W{digits(7)} and W{digits(7)}" for _ in range(300)]
    wrong = sum(mask_card_numbers(number) != number for number in numbers)
    assert wrong / len(numbers) < 0.01


def test_the_last_four_digits_stay_so_that_a_person_can_refer_to_the_card() -> None:
    assert mask_card_numbers("pay 4111 1111 1111 1111 now") == "pay •••• •••• •••• 1111 now"
