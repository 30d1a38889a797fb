"""Make docs/screenshots/ again: each page of the list that has a picture, on a 360 px phone."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.pages import PAGES  # noqa: E402 - the path comes first
from tests.browser.site import serve  # noqa: E402
from tests.browser.visitor import Visitor, open_chromium  # noqa: E402

PICTURES = ROOT / "docs" / "screenshots"


def main() -> None:
    """Open each page as a new visitor and photograph what the screen shows first."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    driver = open_chromium()
    try:
        with TemporaryDirectory() as folder, serve(Path(folder), Path(folder) / "site") as site:
            visitor = Visitor(driver, site)
            for page in PAGES:
                if page.picture:
                    visitor.begin_anew()
                    page.go(visitor)
                    visitor.photograph(PICTURES / f"{page.picture}.png")
                    print(f"docs/screenshots/{page.picture}.png")
    finally:
        driver.quit()


if __name__ == "__main__":
    main()
