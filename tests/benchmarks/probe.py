"""A Textual driver that tells which modules were loaded when the first events were painted.

Chosen by TEXTUAL_DRIVER, so that what is measured runs as it is.
"""

import json
import os
import sys
from pathlib import Path

from textual.drivers.linux_driver import LinuxDriver

PATTERN, REPORT = "PROBE_PATTERN", "PROBE_REPORT"
"""Environment: text of the first paint, and the file to write the names of the modules to."""


class Probe(LinuxDriver):
    """Writes as its base does, and once, after the pattern has come by, a report."""

    def write(self, data: str) -> None:
        """Send to the terminal; runs in the thread of the app, which so imports nothing between."""
        super().write(data)
        report = Path(os.environ[REPORT])
        if os.environ[PATTERN] in data and not report.exists():
            report.write_text(json.dumps(sorted(sys.modules)))
