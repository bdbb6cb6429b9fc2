"""The widget's log as a whole, of which it draws what is near the eye."""

from __future__ import annotations

from typing import Any

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

# In the page itself: between two calls from outside much is drawn that nobody looks at.
LOOK = """async (log, source) => {
  const look = eval(`(${source})`);
  let rows = 0;
  const found = [];
  for (const stretch of [...log.querySelectorAll('.stretch')]) {
    stretch.scrollIntoView();
    while (!stretch.firstElementChild) await new Promise((done) => setTimeout(done, 10));
    rows += stretch.querySelectorAll('.row').length;
    found.push(look());
  }
  return [rows, found];
}"""


def row_count(log: Locator) -> int:
    """Drawn or not."""
    return int(log.locator(".stretch").evaluate_all(ROWS))


def whole_text(log: Locator) -> str:
    return str(log.evaluate(TEXTS))


def look_through(log: Locator, look: str) -> tuple[int, list[Any]]:
    """How many rows were drawn, and what the function `look` finds in the page at each stretch."""
    rows, found = log.evaluate(LOOK, look)
    return rows, found
