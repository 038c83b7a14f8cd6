"""`python -m tests.night.writing_clients PORT FOLDER`: four browsers that write for ever, server or not.

They are one person in four windows, who signs in once; what was answered is acknowledged, what was not is let go.
"""

import http.client
import sys
import threading
import time
from pathlib import Path

from tests.night.busy_work import BY, acknowledge, new_name
from tests.night.plain_browser import NEW_APPLICATION, PlainBrowser

AWAY = (OSError, http.client.HTTPException)
"""What a browser meets when the server is killed, or is not there yet."""


def when_there(ask):
    """The answer, as soon as there is one."""
    while True:
        try:
            return ask()
        except AWAY:
            time.sleep(0.02)


def keep_writing(port: int, folder: Path, cookies: dict[str, str]) -> None:
    browser = PlainBrowser(port, cookies=cookies)
    token = when_there(lambda: browser.token(NEW_APPLICATION))
    while True:
        name = new_name()
        try:
            status = browser.log_application(name, token)
        except AWAY:
            time.sleep(0.02)
            continue
        if status == 302:
            acknowledge(folder, name)


def main(port: int, folder: Path) -> None:
    signed_in = when_there(lambda: PlainBrowser(port, BY))
    windows = [threading.Thread(target=keep_writing, args=(port, folder, signed_in.cookies)) for _ in range(4)]
    for each in windows:
        each.start()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
