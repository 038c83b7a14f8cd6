import resource
import subprocess
import sys

from crawler import memory

MEASURE = """
from crawler.memory import OwnMemoryUsage
usage = OwnMemoryUsage.__new__(OwnMemoryUsage)
print(usage.get_virtual_size() // 1024**2)
block = b"x" * (100 * 1024**2)
print(usage.get_virtual_size() // 1024**2)
"""


def test_a_crawl_is_not_as_large_as_the_program_that_started_it():
    held = b"x" * (400 * 1024**2)
    done = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True)
    before, after = map(int, done.stdout.split())
    assert len(held) > before * 1024**2
    assert 90 <= after - before <= 130


def test_without_the_figure_of_the_system_scrapys_own_counts(monkeypatch, tmp_path):
    monkeypatch.setattr(memory, "STATUS", tmp_path / "none")
    usage = memory.OwnMemoryUsage.__new__(memory.OwnMemoryUsage)
    usage.resource = resource
    assert usage.get_virtual_size() >= resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 2 * 1024
