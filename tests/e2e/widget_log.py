"""The widget's log as a whole, of which it draws what is near the eye."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Locator

ROWS = "(all) => all.reduce((sum, one) => sum + Number(one.dataset.rows), 0)"
TEXTS = """async (log) => {
  const texts = [];
  for (const stretch of [...log.querySelectorAll('.stretch')]) {
    while (stretch.isConnected && !stretch.firstElementChild) {
      stretch.scrollIntoView();
      await new Promise((done) => setTimeout(done, 20));
    }
    texts.push(stretch.innerText);
  }
  log.scrollTop = log.scrollHeight;
  return texts.join("\\n");
}"""


def row_count(log: Locator) -> int:
    """Drawn or not."""
    return int(log.locator(".stretch").evaluate_all(ROWS))


def whole_text(log: Locator) -> str:
    return str(log.evaluate(TEXTS))


def stretches(log: Locator) -> Iterator[Locator]:
    """Each with its rows drawn, from the first on."""
    for place in range(log.locator(".stretch").count()):
        stretch = log.locator(".stretch").nth(place)
        stretch.evaluate("(one) => one.scrollIntoView()")
        stretch.locator(":scope > *").first.wait_for(state="attached")
        yield stretch
