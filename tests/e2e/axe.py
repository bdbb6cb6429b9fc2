"""What axe finds on a page, in the real browser, inside the widget's shadow root too."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Page

from shopbell.settings import CHECKOUT

SCRIPT = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
RUN = """() => axe.run({ include: [["shopbell-widget"]] }, { resultTypes: ["violations"] }).then(
  ({ violations }) => violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ").slice(0, 300)}`))"""


@cache
def source() -> str:
    """axe itself. A context that is to look at many pages takes it as its `add_init_script`."""
    return SCRIPT.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """Of the widget alone: the page around it is the shop's."""
    page.evaluate(source())
    # What fades in has its contrast only when it is there.
    page.evaluate(
        """() => Promise.all(document.querySelector("shopbell-widget").shadowRoot
          .getAnimations().filter((one) => one.effect.getTiming().iterations !== Infinity)
          .map((one) => one.finished.catch(() => null)))"""
    )
    found: list[str] = page.evaluate(RUN)
    return found
