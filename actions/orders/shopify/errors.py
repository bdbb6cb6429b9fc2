"""What can be wrong with the other side."""

from actions.orders.errors import OrderStoreError


class ShopUnavailableError(OrderStoreError):
    """The shop's system does not answer. Nothing is known to have happened; the same request with
    the same key may be sent again, and is never done twice."""

    code = "shop_unavailable"

    def __init__(self) -> None:
        super().__init__(
            "The shop's own system does not answer just now, so nothing can be looked up or "
            "changed. Try again in a few minutes: what was asked for is done once or not at all."
        )


class ChangePendingError(ShopUnavailableError):
    """The yes is kept and the shop has been asked; whether it has done it is not known yet. It is
    found out, and done if it was not, as soon as the shop answers."""

    code = "change_pending"


class ShopRefusedError(OrderStoreError):
    """The shop's system looked at it and said no; nothing was done."""

    code = "shop_refused"

    def __init__(self, status: int, reason: str = "") -> None:
        said = f": {reason}" if reason else ""
        super().__init__(f"The shop's own system refused this ({status}{said}).")
        self.status = status


class ShopAnswerInvalidError(OrderStoreError):
    """It answered with something that is not of its documented shape."""

    code = "shop_answer_invalid"
