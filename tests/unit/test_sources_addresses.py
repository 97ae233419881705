"""Which places may be asked, by their numbers; and that no password is shown."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.sources.addresses import Reach, host_of, is_named, is_this_machine, reach, shown
from reader.text import plain


@pytest.mark.parametrize(
    "number", ["8.8.8.8", "1.1.1.1", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_the_internet_is_open(number: str) -> None:
    assert reach(number) is Reach.OPEN


@pytest.mark.parametrize(
    "number",
    "127.0.0.1 127.9.9.9 ::1 10.0.0.1 172.16.0.1 172.31.255.255 192.168.0.1 100.64.0.1 198.18.0.1 fd12::1 fc00::1"
    " ::ffff:127.0.0.1 ::ffff:10.1.2.3 64:ff9b:1::1".split(),
)
def test_ones_own_networks_are_ones_own(number: str) -> None:
    assert reach(number) is Reach.OWN


@pytest.mark.parametrize(
    "number",
    "0.0.0.0 0.1.2.3 169.254.169.254 100.100.100.200 168.63.129.16 192.0.0.192 192.0.2.1 198.51.100.1 203.0.113.1"
    " 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 :: ::2 ::7f00:1 fe80::1 fe80::1%1 fec0::1 ff02::1"
    " 2001::1 2001:db8::1 2002:7f00:1::1 2002:808:808::1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe ::ffff:169.254.169.254"
    " ::ffff:0:127.0.0.1 100::1 3fff::1 5f00::1 4000::1 fd00:ec2::254 nonsense 1.2.3 ½".split(),
)
def test_nothing_else_is_ever_asked(number: str) -> None:
    assert reach(number) is Reach.NEVER


@given(st.ip_addresses())
def test_what_python_holds_to_be_closed_is_not_open(number: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if number.is_private or number.is_multicast or number.is_reserved or number.is_link_local or number.is_loopback:
        mapped = getattr(number, "ipv4_mapped", None) or number in ipaddress.ip_network("64:ff9b::/96")
        assert mapped or reach(str(number)) is not Reach.OPEN


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_is_no_way_around(number: ipaddress.IPv4Address) -> None:
    assert reach(f"::ffff:{number}") is reach(str(number))
    assert (reach(f"64:ff9b::{number}") is Reach.OPEN) is (reach(str(number)) is Reach.OPEN)


@given(st.text())
def test_any_text_has_a_reach_a_host_and_a_form_to_show(text: str) -> None:
    assert reach(text) in Reach
    assert host_of(text) == host_of(text).lower()
    assert shown(text) == plain.line(shown(text))


def test_hosts_are_named_with_or_without_their_port() -> None:
    hosts = ["NAS.local", "127.0.0.1:8080", "[::1]:80", "fd00::7"]
    assert is_named("nas.local.", 443, hosts)
    assert is_named("127.0.0.1", 8080, hosts)
    assert not is_named("127.0.0.1", 80, hosts)
    assert is_named("::1", 80, hosts)
    assert not is_named("::1", 81, hosts)
    assert is_named("fd00::7", 81, hosts)
    assert not is_named("local", 80, hosts)


@pytest.mark.parametrize(
    ("host", "here"),
    [("localhost", 1), ("a.localhost.", 1), ("127.3.2.1", 1), ("[::1]", 1), ("10.0.0.1", 0), ("localhost.example", 0)],
)
def test_this_machine_is_known_by_its_names(host: str, here: int) -> None:
    assert is_this_machine(host) is bool(here)


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("https://u:p@h.example/a?b=@c", "https://h.example/a?b=@c"),
        ("https://h.example/@name", "https://h.example/@name"),
        ("https://u:p@@h/", "https://h/"),
        ("https://u:p/q@h/", "https://h/"),
        ("https://u:p#q@h:x/", "https://h:x/"),
        ("http://h/\x1b]0;x\x07\n\u202e", "http://h/]0;x"),
    ],
)
def test_what_is_shown_holds_no_password_and_no_control(address: str, seen: str) -> None:
    assert shown(address) == seen
