"""Menus, footers and buttons cut out of a page before its tags are taken apart: of many pages they are half."""

from ahocorasick_rs import BytesAhoCorasick, MatchKind

NAMES = ("nav", "footer", "aside", "button", "dialog", "noscript", "select", "iframe")
_COMMENT, _COMMENT_END = b"<!--", b"-->"
_WORDS = [_COMMENT, _COMMENT_END] + [
    f"<{slash}{form}".encode() for slash in ("", "/") for name in NAMES for form in (name, name.upper())
]
_FINDER = BytesAhoCorasick(_WORDS, matchkind=MatchKind.LeftmostFirst)
_IN_NAME = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:-")


def cut_silent(content: bytes) -> bytes:
    """The content without whole elements that say nothing of the page; what is never closed stays."""
    kept: list[bytes] = []
    start, opening, ended_by = 0, 0, b""
    for index, place, end in _FINDER.find_matches_as_indexes(content):
        word = _WORDS[index]
        if ended_by:
            if word == ended_by and (word is _COMMENT_END or _is_whole(content, end)):
                if word is not _COMMENT_END:
                    kept.append(content[start:opening])
                    start = content.find(b">", end) + 1 or len(content)
                ended_by = b""
        elif place >= start and word is not _COMMENT_END and word[1:2] != b"/":
            if word is _COMMENT:
                ended_by = _COMMENT_END
            elif _is_whole(content, end):
                opening, ended_by = place, b"</" + word[1:]
    return b" ".join([*kept, content[start:]])


def _is_whole(content: bytes, end: int) -> bool:
    """Whether a name ends where its letters end: a <navigation> is no <nav>."""
    return content[end : end + 1] != b"" and content[end] not in _IN_NAME
