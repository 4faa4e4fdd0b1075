"""`make published DIR=…`: our documents against the tables of the published ones, in a folder of transcriptions.

The folder has full/NAME.plan.json, the plan with its texts, and raw/NAME.json, every printed string as it stands.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from kpidesk.domain.plan_document import loads
from kpidesk.workspace.rate import preset_document
from tests import builders as b
from tests.published import iwamizawa, kamisunagawa, sunagawa
from tests.published.known import reason_of

CITIES = {"sunagawa_r4": sunagawa, "iwamizawa": iwamizawa, "kamisunagawa": kamisunagawa}


def main(folder: Path) -> int:
    """Print every difference; 1 where one is not known to be the publisher's."""
    open_ones = 0
    for name, city in CITIES.items():
        raw = json.loads((folder / "raw" / f"{name}.json").read_text(encoding="utf-8"))
        for each in city.differences(loads(_document(folder, name)), raw):
            reason = reason_of(each)
            open_ones += not reason
            print(f"{'既知' if reason else '相違'}\t{each.document}\t{each.page}\t{each.place}")
            print(f"\t公表\t{each.printed}\n\t出力\t{each.shown}" + (f"\n\t理由\t{reason}" if reason else ""))
    print(f"説明のつかない相違 {open_ones}件")
    return 1 if open_ones else 0


def _document(folder: Path, name: str) -> str:
    """Return a plan document, that of 岩見沢市 with the tables that go with it."""
    plan: dict[str, Any] = json.loads((folder / "full" / f"{name}.plan.json").read_text(encoding="utf-8"))
    if name == "iwamizawa":
        plan |= json.loads((b.DATA / "iwamizawa.tables.json").read_text(encoding="utf-8"))
        scheme = json.loads(preset_document("iwamizawa"))
        plan["rating"] = [{"since": plan["years"]["first"], "scheme": scheme}]
    return json.dumps(plan, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
