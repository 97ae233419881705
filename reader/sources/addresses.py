"""Which places on the network may be asked, and how their addresses are shown. Pure; nothing is looked up.

The tables follow the IANA special-purpose registries for IPv4 and IPv6 (RFC 6890 and its updates). They are written out
because what `ipaddress.is_global` says has changed between releases of Python.
"""

from __future__ import annotations

import ipaddress
import re
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.text.plain import CleanText

MAX_LENGTH = 8000
"""Characters of an address; nothing that serves pages takes more."""
_USERINFO = re.compile(r"//[^/?#\\]*@")
_ANY_USERINFO = re.compile(r"//.*@", re.S)


class Reach(StrEnum):
    """Where an address lies."""

    OPEN = "open"
    """On the internet."""
    OWN = "own"
    """On this machine or in a network of one's own: asked only where the configuration allows it."""
    NEVER = "never"
    """Nothing that serves articles: link-local, multicast, reserved, or a cloud's own data about its machines."""


def _networks(*names: str) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    return tuple(ipaddress.ip_network(name) for name in names)


_NEVER = _networks(
    "0.0.0.0/8",
    "100.100.100.200/32",  # a cloud's metadata inside shared address space
    "168.63.129.16/32",  # the same, inside public space
    "169.254.0.0/16",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
    "2001::/23",  # protocol assignments, Teredo among them
    "2001:db8::/32",
    "2002::/16",  # 6to4
    "3fff::/20",
    "fd00:ec2::254/128",  # a cloud's metadata inside private space
)
_OWN = _networks(
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "198.18.0.0/15",  # for benchmarks; some local proxies answer every name with one of these
    "::1/128",
    "64:ff9b:1::/48",  # NAT64 of a local network
    "fc00::/7",
)
_GLOBAL = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def reach(address: str) -> Reach:
    """Tell where a numeric address lies; an IPv4 address inside an IPv6 one is judged as itself.

    Through the NAT64 prefix only the open internet is reached; older ways of wrapping (6to4, Teredo, compatible,
    translated) are never. What is no address is never.
    """
    try:
        number = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return Reach.NEVER
    if isinstance(number, ipaddress.IPv6Address):
        if number.ipv4_mapped is not None:
            return reach(str(number.ipv4_mapped))
        if number in _NAT64:
            inner = reach(str(ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)))
            return Reach.OPEN if inner is Reach.OPEN else Reach.NEVER
    if any(number in network for network in _NEVER):
        return Reach.NEVER
    if any(number in network for network in _OWN):
        return Reach.OWN
    return Reach.OPEN if number.version == 4 or number in _GLOBAL else Reach.NEVER


def is_named(host: str, port: int | None, hosts: Iterable[str]) -> bool:
    """Tell whether a host, with or without its port, is in a list like `nas.local` and `127.0.0.1:8080`."""
    bare = host.lower().rstrip(".")
    shown = f"[{bare}]" if ":" in bare else bare
    return any(name.lower() in (bare, shown, f"{shown}:{port}") for name in hosts)


def is_this_machine(host: str) -> bool:
    """Tell whether a host is named as this very machine: `localhost`, 127.0.0.0/8 or ::1."""
    bare = host.lower().rstrip(".").strip("[]")
    if bare == "localhost" or bare.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False


def host_of(address: str) -> str:
    """Return the host that an address names, in small letters; empty where it names none."""
    try:
        return (urlsplit(address.strip()).hostname or "").rstrip(".")
    except ValueError:
        return ""


def shown(address: str) -> CleanText:
    """Return an address for people: gated, on one line, without user name and password."""
    try:
        parts = urlsplit(address)
        sound = bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    return plain.shorten((_USERINFO if sound else _ANY_USERINFO).sub("//", address, count=1), 2000)
