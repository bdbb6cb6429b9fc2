"""What axe finds on a page of the console, in the real browser."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.e2e.axe import SCRIPT

RUN = """() => axe.run(document, { resultTypes: ["violations"] }).then(
  ({ violations }) => violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ").slice(0, 300)}`))"""


def violations(page: Page) -> list[str]:
    page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    # What fades in has its contrast only when it is there.
    page.evaluate(
        """() => Promise.all(document.getAnimations()
          .filter((one) => one.effect.getTiming().iterations !== Infinity)
          .map((one) => one.finished.catch(() => null)))"""
    )
    found: list[str] = page.evaluate(RUN)
    return found
