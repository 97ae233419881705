"""One fetch, against a real server on loopback: what comes, what is refused, and every way to go wrong in one line."""

from __future__ import annotations

import asyncio
import gzip
import os
import ssl
import subprocess
import sys
import zlib
from contextlib import aclosing
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from reader.config import Fetch
from reader.sources.asking import Fetched, Policy, Request
from reader.sources.bodies import LARGE
from reader.sources.client import Client
from reader.sources.fetching import fetch_all
from reader.sources.web import fetch
from tests.webserver import answer, redirect, serving

ROOT = Path(__file__).resolve().parent.parent.parent
LOOPBACK = Policy(allow_private=True, patience=30)
SHORT = Policy(allow_private=True, patience=0.05, deadline=0.5)


async def get(address: str, policy: Policy = LOOPBACK, **validators: str) -> Fetched:
    async with Client(policy) as client:
        return await fetch(Request(address, **validators), client)


def wrong(fetched: Fetched, *words: str) -> None:
    """Check that a fetch gave nothing but one line with these words."""
    assert fetched.error
    assert fetched.data == b""
    assert fetched.error.isprintable()
    assert all(word in fetched.line for word in words), fetched.line


async def test_a_page_comes_with_what_is_stated_of_it() -> None:
    page = answer(b"<p>x", "200 OK", 'Content-Type: Text/HTML; q=1; Charset="koi8-r"', 'ETag: "v1"', "Last-Modified: x")
    async with serving({"/a": page}) as server:
        fetched = await get(server("/a"))
    assert (fetched.status, fetched.data, fetched.error, fetched.moved) == (200, b"<p>x", "", "")
    assert (fetched.media, fetched.charset, fetched.etag, fetched.modified) == ("text/html", "koi8-r", '"v1"', "x")
    assert fetched.address == server("/a")


def test_the_configuration_says_what_may_be_done() -> None:
    policy = Policy.of(Fetch(allow_private=True, hosts=("nas.local",), patience=9, proxy="http://p.example"))
    assert (policy.allow_private, policy.hosts, policy.patience, policy.proxy) == (
        True,
        ("nas.local",),
        9.0,
        "http://p.example",
    )


async def test_what_is_sent_is_plain() -> None:
    async with serving({"/a?x=%7e+1": answer()}) as server:
        assert (await get(server("/a?x=%7e+1#part"))).data == b"hello"
        sent = server.headers("/a?x=%7e+1")
    assert sent["user-agent"].startswith("newsreader")
    assert sent["accept-encoding"] == "gzip"
    assert not {"cookie", "authorization", "referer", "if-none-match", "if-modified-since"} & set(sent)


async def test_an_address_beyond_ascii_is_asked_for() -> None:
    async with serving({"/%C3%BC%20x": answer()}) as server:
        assert (await get(server("/ü x"))).data == b"hello"


async def test_validators_are_sent_and_kept_when_nothing_changed() -> None:
    async with serving({"/a": answer(b"", "304 Not Modified", 'ETag: "v2"')}) as server:
        fetched = await get(server("/a"), etag='"v1"', modified="Tue, 07 Sep 2021 10:00:00 GMT")
        sent = server.headers("/a")
    assert fetched.not_modified
    assert (fetched.etag, fetched.modified) == ('"v2"', "Tue, 07 Sep 2021 10:00:00 GMT")
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"v1"', "Tue, 07 Sep 2021 10:00:00 GMT")


async def test_an_error_keeps_the_validators() -> None:
    async with serving() as server:
        fetched = await get(server("/none"), etag='"v1"')
    assert fetched.etag == '"v1"'
    assert not fetched.not_modified


async def test_validators_that_could_not_be_sent_are_not_kept() -> None:
    async with serving({"/a": answer(b"x", "200 OK", "ETag: \x1b[31m\xe9", f"Last-Modified: {'1' * 2000}")}) as server:
        fetched = await get(server("/a"))
    assert (fetched.data, fetched.etag, fetched.modified) == (b"x", "", "")


async def test_not_modified_to_a_first_request_is_an_error() -> None:
    async with serving({"/a": answer(b"", "304 Not Modified")}) as server:
        wrong(await get(server("/a")), "304")


@pytest.mark.parametrize(
    ("status", "word"),
    [
        ("204 No Content", "nothing to give"),
        ("206 Partial", "a part only"),
        ("300 Choices", "leads elsewhere"),
        ("401 Who", "name and password"),
        ("403 No", "try it in a browser"),
        ("404 No", "check the address"),
        ("410 Gone", "gone for good"),
        ("429 Slow down", "fewer requests"),
        ("500 Oops", "try later"),
        ("503 Busy", "try later"),
        ("999 What", "status 999"),
    ],
)
async def test_a_status_says_what_to_do(status: str, word: str) -> None:
    async with serving({"/a": answer(b"" if status.startswith("204") else b"\x1b]0;no\x07", status)}) as server:
        fetched = await get(server("/a"))
    wrong(fetched, word, status[:3])
    assert fetched.status == int(status[:3])


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("5", 5),
        ("0", 0),
        ("99999999999999999999", 86_400),
        ("9" * 6000, 86_400),
        (formatdate(4e9, usegmt=True), 86_400),
        (formatdate(1e9, usegmt=True), 0),
        ("-5", None),
        ("1.5", None),
        ("½ soon", None),
        ("Fri, 99 Foo 0000 99:99:99", None),
        ("Mon, 01 Jan 99999 00:00:00 +9999", None),
    ],
)
async def test_being_asked_to_wait_is_capped_at_a_day(value: str, seconds: int | None) -> None:
    async with serving({"/a": answer(b"", "429 Slow down", f"Retry-After: {value}")}) as server:
        fetched = await get(server("/a"))
    assert fetched.retry_after == seconds
    wrong(fetched, "left alone" if seconds is not None else "try later")


async def test_an_empty_answer_is_an_error() -> None:
    async with serving({"/a": answer(b"")}) as server:
        wrong(await get(server("/a")), "empty")


# Redirects


async def test_redirects_that_are_permanent_give_the_new_address() -> None:
    pages: dict[str, Any] = {
        "/a": redirect("/b", "301 Moved"),
        "/b": redirect("?c", "308 Moved"),
        "/b?c": answer(),
        "/mixed": redirect("/a"),
    }
    async with serving(pages) as server:
        moved, mixed = await get(server("/a")), await get(server("/mixed"))
    assert (moved.data, moved.moved, moved.address) == (b"hello", server("/b?c"), server("/b?c"))
    assert (mixed.data, mixed.moved, mixed.address) == (b"hello", "", server("/b?c"))


@pytest.mark.parametrize(("hops", "arrives"), [(10, True), (11, False)])
async def test_ten_redirects_are_followed(hops: int, arrives: bool) -> None:
    pages: dict[str, Any] = {f"/{n}": redirect(f"/{n - 1}") for n in range(1, hops + 1)}
    async with serving(pages | {"/0": answer()}) as server:
        fetched = await get(server(f"/{hops}"))
        assert len(server.asked) <= 11
    assert (fetched.data == b"hello") is arrives
    if not arrives:
        wrong(fetched, "more than 10")


async def test_a_circle_is_said() -> None:
    async with serving({"/a": redirect("/b#x"), "/b": redirect("/a#y")}) as server:
        wrong(await get(server("/a")), "circle")
        assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("place", "word"),
    [
        ("file:///etc/passwd", "file"),
        ("data:text/html,x", "data"),
        ("javascript:alert(1)", "javascript"),
        ("ftp://example.org/", "ftp"),
        ("https:///x", "no host"),
        ("http://[::1", "no address"),
        ("http://\x1b]0;x\x07/", "no address"),
        ("http://a/" + "x" * 9000, "no address"),
        ("http://169.254.169.254/latest/meta-data/", "never asked"),
        ("http://[fd00:ec2::254]/", "never asked"),
        ("http://10.0.0.1/", "redirect"),
        ("http://[::1]:1/", "redirect"),
        ("http://[::ffff:127.0.0.1]:1/", "redirect"),
        ("http://127.0.0.1:1/", "redirect"),
        ("//localhost:1/", "redirect"),
    ],
)
async def test_where_a_redirect_may_not_lead(place: str, word: str) -> None:
    async with serving({"/a": redirect(place)}) as server:
        fetched = await get(server("/a"))
    wrong(fetched, word)
    assert len(server.asked) == 1


async def test_a_redirect_leads_into_ones_own_network_where_that_host_is_named() -> None:
    async with serving({"/secret": answer()}) as other, serving({"/a": redirect(other("/secret"))}) as server:
        wrong(await get(server("/a")), "redirect", "hosts")
        assert other.asked == []
        policy = Policy(allow_private=True, hosts=(f"127.0.0.1:{other.port}",))
        assert (await get(server("/a"), policy)).data == b"hello"


# Where connections may lead


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "127.1", "2130706433"])
async def test_ones_own_machine_is_not_asked_unless_allowed(host: str) -> None:
    async with serving({"/a": answer()}) as server:
        fetched = await get(server("/a", host), Policy())
        assert server.asked == []
    wrong(fetched)
    assert "network of your own" in fetched.error or "no host that can be asked" in fetched.error


async def test_a_host_that_is_named_is_asked() -> None:
    async with serving({"/a": answer()}) as server:
        assert (await get(server("/a"), Policy(hosts=("127.0.0.1",)))).data == b"hello"
        assert (await get(server("/a"), Policy(hosts=(f"127.0.0.1:{server.port}",)))).data == b"hello"
        wrong(await get(server("/a"), Policy(hosts=("127.0.0.1:1",))), "allow_private")


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "/etc/passwd", "gopher://a/", "x", "", "http://", "http://\0"]
)
async def test_what_is_no_address_of_the_web_is_not_asked(address: str) -> None:
    wrong(await get(address), "http")


async def test_the_environments_proxies_and_passwords_are_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    async with serving({"/a": answer()}) as server:
        assert (await get(server("/a"))).data == b"hello"
        assert "authorization" not in server.headers("/a")


async def test_a_proxy_that_is_set_is_asked_and_cannot_be_used_to_reach_ones_own_machine() -> None:
    far = "http://news.example/a"
    async with serving({far: answer(b"by proxy")}) as proxy:
        policy = Policy(proxy=proxy(""))
        assert (await get(far, policy)).data == b"by proxy"
        for host in ("127.0.0.1", "localhost", "0x7f.1", "[::1]"):
            wrong(await get(f"http://{host}/", policy), "network of your own")
        assert [target for target, _ in proxy.asked] == [far]
        proxy.pages["news.example:443"] = answer(b"", "407 Who")
        wrong(await get(far.replace("http:", "https:"), policy), "proxy that wants a name and password")
    wrong(await get(far, Policy(proxy=proxy("", "anna:secret@127.0.0.1"))), f"nothing answers at the proxy {proxy('')}")


# Names and passwords, cookies


async def test_a_password_is_sent_to_its_own_place_only_and_never_shown() -> None:
    pages: dict[str, Any] = {"/a": redirect("/b", "301 Moved"), "/b": answer()}
    async with serving({"/b": answer()}) as other, serving(pages) as server:
        pages["/away"] = redirect(other("/b"))
        fetched = await get(server("/a", "anna:se%40cret@127.0.0.1"))
        assert server.headers("/a")["authorization"] == "Basic YW5uYTpzZUBjcmV0"
        assert server.headers("/b")["authorization"] == "Basic YW5uYTpzZUBjcmV0"
        assert (fetched.data, fetched.moved) == (b"hello", "")
        assert "cret" not in fetched.address
        policy = Policy(allow_private=True, hosts=("127.0.0.1",))
        away = await get(server("/away", "anna:secret@127.0.0.1"), policy)
        assert away.data == b"hello"
        assert "authorization" not in other.headers("/b")
        gone = await get(server("/none", "anna:secret@127.0.0.1"))
        assert "secret" not in gone.line + gone.address


async def test_what_a_redirect_says_of_passwords_is_not_used() -> None:
    async with serving({"/b": answer()}) as server:
        server.pages["/a"] = redirect(server("/b", "eve:pw@127.0.0.1"))
        fetched = await get(server("/a"))
        assert "authorization" not in server.headers("/b")
    assert fetched.address == server("/b")


@pytest.mark.parametrize("address", ["http://u:pa/ss@h:x/", "http://u:secret@", "ftp://u:secret@h/", "//u:secret@h"])
async def test_a_password_in_what_is_no_address_is_not_shown_either(address: str) -> None:
    fetched = await get(address)
    assert "ss@" not in fetched.line
    assert "secret" not in fetched.line


async def test_cookies_are_not_kept() -> None:
    cookies = [f"Set-Cookie: c{n}={'a' * 400}; Path=/" for n in range(100)]
    async with serving({"/a": answer(b"x", "302 Found", "Location: /b", *cookies), "/b": answer()}) as server:
        assert (await get(server("/a"))).data == b"hello"
        assert "cookie" not in server.headers("/b")


# Bodies


PACKED = ("200 OK", "Content-Encoding: gzip")


async def test_gzip_is_unpacked_also_in_parts_and_with_padding() -> None:
    parts = gzip.compress(b"one ") + gzip.compress(b"two")
    async with serving({"/a": answer(parts + b"\0" * 40, *PACKED), "/empty": answer(b"", *PACKED)}) as server:
        assert (await get(server("/a"))).data == b"one two"
        wrong(await get(server("/empty")), "empty")


@pytest.mark.parametrize(
    ("body", "encoding", "word"),
    [
        (gzip.compress(b"x" * 50_000, mtime=0)[:-1], "gzip", "cut off"),
        (gzip.compress(b"x" * 50_000, mtime=0)[:40], "gzip", "cut off"),
        (gzip.compress(b"x", mtime=0)[:-5] + b"\0\0\0\0\0", "gzip", "damaged"),
        (b"<p>plain", "gzip", "damaged"),
        (gzip.compress(b"", mtime=0) * 2000, "gzip", "packings"),
        (gzip.compress(gzip.compress(b"x", mtime=0), mtime=0), "gzip, gzip", "gzip, gzip"),
        (zlib.compress(b"x"), "deflate", "deflate"),
        (b"x", "br", "br"),
        (b"x", "x-\u00e9", "only gzip"),
    ],
)
async def test_a_body_that_cannot_be_unpacked_whole_is_an_error(body: bytes, encoding: str, word: str) -> None:
    async with serving({"/a": answer(body, "200 OK", f"Content-Encoding: {encoding}")}) as server:
        wrong(await get(server("/a")), word)


async def test_a_bomb_is_noticed_before_it_is_unpacked() -> None:
    bomb = gzip.compress(bytes(60_000_000))
    async with serving({"/a": answer(bomb, *PACKED)}) as server:
        wrong(await get(server("/a")), "larger than 20 MB")


async def test_a_body_of_the_largest_size_comes_whole_and_one_byte_more_does_not() -> None:
    policy = Policy(allow_private=True, max_bytes=3_000_000)
    pages: dict[str, Any] = {}
    for size in (3_000_000, 3_000_001):
        pages[f"/plain{size}"] = answer(b"x" * size)
        pages[f"/gzip{size}"] = answer(gzip.compress(b"x" * size), *PACKED)
    async with serving(pages) as server:
        for form in ("plain", "gzip"):
            assert len((await get(server(f"/{form}3000000"), policy)).data) == 3_000_000
            wrong(await get(server(f"/{form}3000001"), policy), "larger than 3 MB")


async def test_an_endless_body_is_cut() -> None:
    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 100_000)
            await writer.drain()

    async with serving({"/a": endless}) as server:
        wrong(await get(server("/a")), "larger than 20 MB")


@pytest.mark.parametrize(
    "sent",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nZZ\r\nx",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"a" * 8000) for n in range(300)) + b"\r\nhi",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000 + b"\r\n\r\nhi",
        b"<p>hello",
        b"\x00\xff\x1b]0;x\x07\r\n\r\n",
        b"",
    ],
)
async def test_an_answer_that_is_cut_or_no_http_is_an_error(sent: bytes) -> None:
    async with serving({"/a": sent}) as server:
        wrong(await get(server("/a")), "again")


async def test_nobody_at_home_is_an_error() -> None:
    async with serving() as server:
        address = server("/a")
    wrong(await get(address), f"nothing answers at {urlsplit(address).netloc};")


@pytest.mark.parametrize("host", ["no-such-name.invalid", "a..b", "x" * 70 + ".invalid"])
async def test_a_name_that_nobody_knows_is_an_error(host: str) -> None:
    wrong(await get(f"http://{host}/"), "the name")


# Time


async def test_silence_is_given_up() -> None:
    async def half(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhello")
        await server.hang(writer)

    async with serving({"/half": half}) as server:
        server.pages["/never"] = server.hang
        door = urlsplit(server("/never")).netloc
        wrong(await get(server("/never"), SHORT), f"{door} did not answer within 0.05 s")
        wrong(await get(server("/half"), replace(SHORT, patience=2, deadline=20)), "stopped in the midst")


async def drip(writer: asyncio.StreamWriter) -> None:
    """Write a byte at a time, for ever."""
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0)


async def test_a_body_that_drips_is_given_up() -> None:
    async with serving({"/drip": drip}) as server:
        wrong(await get(server("/drip"), Policy(allow_private=True, patience=2, slowest=10**9)), "kB a second")


async def test_one_deadline_holds_for_all_of_it() -> None:
    async with serving({"/drip": drip, "/a": redirect("/drip")}) as server:
        wrong(await get(server("/a"), Policy(allow_private=True, deadline=0.1)), "not done after 0.1 s")


async def test_large_bodies_take_turns_and_all_come() -> None:
    cut = b"HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n" + b"x" * (LARGE + 500_000)
    async with serving({"/a": answer(b"x" * (LARGE + 500_000)), "/cut": cut}) as server:
        policy = Policy(allow_private=True, large_at_once=1, deadline=60)
        requests = [Request(server(path)) for path in ("/a", "/cut") * 3]
        async with aclosing(fetch_all(requests, policy)) as answers:
            sizes = [len(fetched.data) async for fetched in answers]
    assert sorted(sizes) == [0] * 3 + [LARGE + 500_000] * 3


async def test_a_cancelled_fetch_closes_its_connection() -> None:
    closed = asyncio.Event()

    async def watch(writer: asyncio.StreamWriter) -> None:
        try:
            await drip(writer)
        except OSError:
            closed.set()

    async with serving({"/a": watch}) as server, Client(LOOPBACK) as client:
        task = asyncio.create_task(fetch(Request(server("/a")), client))
        await server.begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await closed.wait()


# TLS


PROBE = """
import sys
from contextlib import aclosing
from dataclasses import replace
from reader.sources.fetching import Round
from reader.sources.asking import Policy, Request
with Round([Request(sys.argv[1])], Policy(allow_private=True, patience=30)) as round_:
    for fetched in round_:
        print(fetched.data, fetched.error)
"""


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Return a file with a certificate of 127.0.0.1, signed by nobody, and its key."""
    path, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=127.0.0.1"
    command += " -addext subjectAltName=IP:127.0.0.1"
    try:
        subprocess.run([*command.split(), "-keyout", key, "-out", path], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no openssl to make a certificate with")
    path.write_bytes(path.read_bytes() + key.read_bytes())
    return path


async def test_a_server_must_prove_who_it_is(certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    async with serving({"/a": answer()}, context) as server:
        wrong(await get(server("/a")), "cannot prove who it is")
        assert server.asked == []
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", PROBE, server("/a")),
            cwd=ROOT,
            env={**os.environ, "SSL_CERT_FILE": str(certificate)},
            stdout=subprocess.PIPE,
        )
        assert (await process.communicate())[0].split() == [b"b'hello'"]
        assert [target for target, _ in server.asked] == ["/a"]


async def test_https_to_a_server_without_it_is_an_error() -> None:
    async with serving({"/a": answer()}) as server:
        wrong(await get(server("/a").replace("http:", "https:"), SHORT))
