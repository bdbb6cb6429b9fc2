"""Finds a browser for the tests: the system's Chromium or Chrome, else Playwright's own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# Each window of Chromium's own would load two pages for the popup of an address bar that nobody
# sees: half of what a test's page costs. A second list takes the place of Playwright's, whose names
# are therefore repeated.
UNUSED = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
    "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades",
    "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints",
    "PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning",
)  # fmt: skip
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(UNUSED)}",
]


class BrowserMissingError(RuntimeError):
    def __init__(self) -> None:
        super().__init__(
            "No browser for the browser tests. Install one (Debian: apt-get install chromium), "
            "or let Playwright fetch its own: uv run playwright install chromium"
        )


def launch(playwright: Playwright) -> Browser:
    """Raises `BrowserMissingError`."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    path = found or playwright.chromium.executable_path
    if not Path(path).exists():
        raise BrowserMissingError
    # Chromium's own sandbox refuses to run for root, as in containers that build and test.
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=path, args=[*QUIET, *root])
