"""How much memory this process itself has used: a crawl that a large program starts is not large by birth."""

import re
from pathlib import Path

from scrapy.extensions.memusage import MemoryUsage

STATUS = Path("/proc/self/status")
_HIGHEST = re.compile(r"^VmHWM:\s*(\d+) kB$", re.MULTILINE)


class OwnMemoryUsage(MemoryUsage):
    """Scrapy's limit on memory, measured since this program began.

    What `getrusage` calls the highest use counts the memory of the program that started this one as well, so a
    web server or a test run of half a gigabyte would end every crawl it starts.
    """

    def get_virtual_size(self) -> int:
        """Bytes at the highest; where the system keeps no such figure, Scrapy's own."""
        try:
            found = _HIGHEST.search(STATUS.read_text("ascii"))
        except OSError:
            found = None
        return int(found[1]) * 1024 if found else super().get_virtual_size()
