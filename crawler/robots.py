"""robots.txt by RFC 9309: what it says, and what to do when it cannot be had."""

import math
import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote_to_bytes, urlsplit

MAX_BYTES = 512 * 1024
"""RFC 9309 2.5 asks for at least 500 KiB; what comes after is not read."""
MAX_DELAY_SECONDS = 30.0
MAX_RULES = 20_000
_LINE = re.compile(r"\r\n|\r|\n")
_PATH_SAFE = "/%:@!$&'()*+,;=-._~"


@dataclass(frozen=True)
class Rule:
    allow: bool
    pattern: str


@dataclass
class Robots:
    """The rules that hold for one crawler on one site, and how the file was got."""

    verdict: str
    """What the record of the run says: gelezen, geen regels, onbereikbaar …"""
    open: bool = True
    """False = nothing may be asked for (RFC 9309 2.3.1.4)."""
    code: str = "robots"
    """What a closed site is refused with: robots, or what kept its robots.txt from being read."""
    rules: list[Rule] = field(default_factory=list)
    delay: float | None = None
    sitemaps: list[str] = field(default_factory=list)

    def allows(self, url: str) -> bool:
        """The longest rule that matches decides; at equal length allow wins (RFC 9309 2.2.2)."""
        if not self.open or not self.rules:
            return self.open
        parts = urlsplit(url)
        path = _normal(parts.path or "/") + (f"?{_normal(parts.query)}" if parts.query else "")
        best = max(
            ((len(rule.pattern), rule.allow) for rule in self.rules if matches(rule.pattern, path)), default=(0, True)
        )
        return best[1]


def read_robots(content: bytes, agent: str) -> Robots:
    """The rules of a file for `agent`: its own groups together, else those for everybody."""
    text = content[:MAX_BYTES].decode("utf-8-sig", "replace")
    groups: dict[str, list[Rule]] = {}
    delays: dict[str, float] = {}
    sitemaps: list[str] = []
    names: list[str] = []
    in_rules = False
    for line in _LINE.split(text):
        key, colon, value = line.split("#", 1)[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            names = [*([] if in_rules else names), _product(value)]
            in_rules = False
            groups.setdefault(names[-1], [])
        elif key in {"allow", "disallow"}:
            in_rules = True
            _add_rule(groups, names, key == "allow", value)
        elif key == "crawl-delay":
            in_rules = True
            _add_delay(delays, names, value)
        elif key == "sitemap" and len(sitemaps) < 100:
            sitemaps.append(value)
    own = _product(agent)
    chosen = own if own in groups else "*"
    return Robots("gelezen", rules=groups.get(chosen, []), delay=delays.get(chosen), sitemaps=sitemaps)


def _add_rule(groups: dict[str, list[Rule]], names: list[str], allow: bool, value: str) -> None:
    for name in set(names):
        if value and len(groups[name]) < MAX_RULES:
            groups[name].append(Rule(allow, _normal_pattern(value)))


def _add_delay(delays: dict[str, float], names: list[str], value: str) -> None:
    try:
        seconds = float(value)
    except ValueError:
        return
    if math.isfinite(seconds) and seconds > 0:
        for name in names:
            delays[name] = max(delays.get(name, 0.0), min(seconds, MAX_DELAY_SECONDS))


def _product(agent: str) -> str:
    """The product token: the name before the version, without case (RFC 9309 2.2.1)."""
    return re.split(r"[/\s]", agent.strip(), maxsplit=1)[0].lower()


def _normal(path: str) -> str:
    """One spelling per path: percent-encoding where needed and nowhere else, so that both sides compare alike."""
    kept = re.sub(r"%(?=[0-9A-Fa-f]{2})", "\x00", path).replace("%", "%25").replace("\x00", "%")
    return re.sub(
        r"%[0-9A-Fa-f]{2}", _decoded_when_plain, quote(kept.encode("utf-8", "replace"), safe=_PATH_SAFE + "?")
    )


def _decoded_when_plain(found: re.Match[str]) -> str:
    char = unquote_to_bytes(found[0]).decode("latin-1")
    return char if re.fullmatch(r"[A-Za-z0-9._~-]", char) else found[0].upper()


def _normal_pattern(pattern: str) -> str:
    ended = pattern.endswith("$")
    return _normal(re.sub(r"\*+", "*", pattern.removesuffix("$"))) + ("$" if ended else "")


def matches(pattern: str, path: str) -> bool:
    """Does a rule hold for a path: `*` is anything, a last `$` is the end. Greedy and linear: no backtracking."""
    ended = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    position = len(first)
    if not rest:
        return not ended or position == len(path)
    last = rest.pop()
    for part in rest:
        found = path.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    if ended:
        return path.endswith(last) and len(path) - len(last) >= position
    return path.find(last, position) >= 0
