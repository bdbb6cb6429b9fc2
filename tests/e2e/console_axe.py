"""What axe finds on a page of the console, in the real browser."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.e2e.axe import source

RUN = """() => axe.run(document, { resultTypes: ["violations"] }).then(
  ({ violations }) => violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ").slice(0, 300)}`))"""


def violations(page: Page) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(source())
    # What fades in has its contrast only when it is there.
    page.evaluate(
        """() => Promise.all(document.getAnimations()
          .filter((one) => one.effect.getTiming().iterations !== Infinity)
          .map((one) => one.finished.catch(() => null)))"""
    )
    found: list[str] = page.evaluate(RUN)
    return found
