"""Many fetches: whose turn it is, that nobody waits for another's host, and that nothing stays when it is cancelled."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections import Counter
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from reader.sources.asking import Fetched, Policy, Request
from reader.sources.fetching import MUTE, Round, Turns, fetch_all
from reader.text import plain
from tests.shared import shared
from tests.webserver import answer, redirect, serving

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent.parent
LOOPBACK = Policy(allow_private=True, patience=30)


def line_up(addresses: Sequence[str], per_host: int = 2, at_once: int = 64) -> Turns:
    turns = Turns(per_host, at_once)
    for address in addresses:
        turns.add(Request(address))
    return turns


def drawn(turns: Turns) -> list[str]:
    return [request.address for request in iter(turns.next, None)]


def ended(address: str, status: int = 200) -> Fetched:
    return Fetched(Request(address), plain.line(address), status=status)


# Turns


def test_hosts_take_turns_and_none_has_more_than_its_share() -> None:
    turns = line_up(["http://a/1", "http://a/2", "http://a/3", "http://b/1", "http://c/1"])
    assert drawn(turns) == ["http://a/1", "http://b/1", "http://c/1", "http://a/2"]
    assert turns.done(ended("http://b/1")) == []
    assert drawn(turns) == []
    turns.done(ended("http://a/2"))
    assert drawn(turns) == ["http://a/3"]
    assert len(turns) == 0


def test_a_host_is_one_host_whatever_its_port_scheme_and_case() -> None:
    assert len(drawn(line_up(["http://a/1", "https://A./2", "http://a:8080/3", "http://u:p@a/4"]))) == 2


def test_this_machine_needs_no_politeness() -> None:
    assert len(drawn(line_up([f"http://localhost/{n}" for n in range(100)]))) == 64


def test_who_asks_for_fewer_requests_gets_no_more() -> None:
    turns = line_up([f"http://a/{n}" for n in range(9)] + [f"http://b/{n}" for n in range(3)])
    drawn(turns)
    left = turns.done(ended("http://a/0", 429))
    assert [request.address for request in left] == [f"http://a/{n}" for n in range(2, 9)]
    turns.done(ended("http://b/0"))
    assert drawn(turns) == ["http://b/2"]


def test_a_host_that_never_answers_is_left_alone_and_one_that_does_is_not() -> None:
    turns = line_up([f"http://a/{n}" for n in range(2 * MUTE)], per_host=1)
    for number in range(MUTE - 1):
        assert drawn(turns) == [f"http://a/{number}"]
        assert turns.done(ended(f"http://a/{number}", 0)) == []
    assert drawn(turns) == [f"http://a/{MUTE - 1}"]
    assert turns.done(ended(f"http://a/{MUTE - 1}", 404)) == []
    for number in range(MUTE, 2 * MUTE - 1):
        assert drawn(turns) == [f"http://a/{number}"]
        assert turns.done(ended(f"http://a/{number}", 0)) == []
    assert drawn(turns) == [f"http://a/{2 * MUTE - 1}"]
    assert turns.done(ended(f"http://a/{2 * MUTE - 1}", 0)) == []


@given(st.lists(st.sampled_from("abcd"), max_size=40), st.integers(1, 3), st.integers(1, 6), st.randoms())
def test_whatever_the_order_every_request_is_sent_once_within_the_limits(
    hosts: list[str], per_host: int, at_once: int, dice: Any
) -> None:
    turns = line_up([f"http://{host}/{n}" for n, host in enumerate(hosts)], per_host, at_once)
    under_way: list[str] = []
    sent: list[str] = []
    while len(turns) or under_way:
        new = drawn(turns)
        sent += new
        under_way += new
        counts = Counter(address[7] for address in under_way)
        assert 0 < len(under_way) <= at_once
        assert max(counts.values()) <= per_host
        turns.done(ended(under_way.pop(dice.randrange(len(under_way)))))
    assert sorted(sent) == sorted(f"http://{host}/{n}" for n, host in enumerate(hosts))
    for host in "abcd":
        mine = [int(address[9:]) for address in sent if address[7] == host]
        assert mine == sorted(mine)


# Rounds against a server


async def test_what_is_done_comes_while_others_hang() -> None:
    async with serving() as server:
        server.pages = {f"/{n}": answer(b"%d" % n) for n in range(40)} | {f"/hang{n}": server.hang for n in range(10)}
        requests = [Request(server(path), key=path) for path in sorted(server.pages)]
        came = set()
        async with aclosing(fetch_all(requests, LOOPBACK)) as answers:
            async for fetched in answers:
                assert fetched.data == fetched.request.key[1:].encode()
                came.add(fetched.request.key)
                if len(came) == 40:
                    break
        assert not [task for task in asyncio.all_tasks() if "fetch" in str(task.get_coro())]
    assert not any(path.startswith("/hang") for path in came)


async def test_redirects_to_one_host_go_there_a_few_at_a_time() -> None:
    gate = asyncio.Event()

    async def slow(writer: asyncio.StreamWriter) -> None:
        if other.open == 2:
            gate.set()
        await gate.wait()
        writer.write(answer())

    async with serving() as other, serving() as server:
        for n in range(8):
            other.pages[f"/{n}"] = slow
            server.pages[f"/{n}"] = redirect(other(f"/{n}"))
        policy = Policy(hosts=("127.0.0.1", "localhost"), allow_private=True)
        requests = [Request(server(f"/{n}", "localhost")) for n in range(8)]
        async with aclosing(fetch_all(requests, policy)) as answers:
            came = [fetched.data async for fetched in answers]
    assert came == [b"hello"] * 8
    assert other.most == 2


def in_thread(work: Any) -> Any:
    """Return what a worker without an event loop makes of something, while this loop goes on."""
    return asyncio.get_running_loop().run_in_executor(None, work)


async def test_a_worker_drives_a_round_and_sees_how_far_it_is() -> None:
    async with serving({f"/{n}": answer(b"%d" % n) for n in range(50)}) as server:

        def work() -> tuple[list[str], int, int]:
            with Round([Request(server(f"/{n}"), key=str(n)) for n in range(60)], LOOPBACK) as round_:
                came = [fetched.request.key for fetched in round_ if not fetched.error]
                return came, round_.done, round_.total

        came, done, total = await in_thread(work)
    assert sorted(came, key=int) == [str(n) for n in range(50)]
    assert (done, total) == (60, 60)


async def test_a_round_that_is_cancelled_ends_at_once_and_leaves_nothing() -> None:
    async with serving({"/0": answer()}) as server:
        server.pages |= {f"/{n}": server.hang for n in range(1, 30)}

        def work() -> tuple[int, list[str]]:
            with Round(
                [Request(server(f"/{n}")) for n in range(30)], Policy(allow_private=True, patience=600)
            ) as round_:
                waiting: list[str] = []
                for _ in round_:
                    waiting += round_.waiting()
                    round_.cancel()
                return round_.done, waiting

        done, waiting = await in_thread(work)
        assert done == 1
        assert waiting
        assert set(waiting) <= {server(f"/{n}") for n in range(1, 30)}
    assert "fetching" not in [thread.name for thread in threading.enumerate()]


async def test_a_round_that_is_left_early_or_never_read_ends_too() -> None:
    async with serving({f"/{n}": answer() for n in range(100)}) as server:
        requests = [Request(server(f"/{n}")) for n in range(100)]

        def leave() -> None:
            with Round(requests, LOOPBACK) as round_:
                next(iter(round_))
            with Round(requests, LOOPBACK):
                pass
            early = Round(requests, LOOPBACK)
            early.cancel()
            with early as round_:
                assert list(round_) == []

        await in_thread(leave)
    assert "fetching" not in [thread.name for thread in threading.enumerate()]


def test_nothing_to_ask_is_done_at_once() -> None:
    with Round([], LOOPBACK) as round_:
        assert list(round_) == []


def test_the_modules_load_no_client_before_something_is_asked() -> None:
    probe = "import sys, reader.sources.fetching, reader.desk; print('aiohttp' in sys.modules, 'yarl' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, text=True, capture_output=True, check=True)
    assert done.stdout.split() == ["False", "False"]


# The faults beside the project


FINE = (
    "page feed redirect-chain moved-permanently etag cookie-bomb binary-as-html html-as-feed feed-as-html path-escape"
    " charset-header-wrong charset-unknown charset-cp1251 disposition refresh redirect-chain/10"
).split()
NOT = (
    "redirect-loop redirect-file redirect-script redirect-private redirect-metadata redirect-empty redirect-control"
    " gone notfound error busy limit limit/date limit/huge limit/negative limit/garbage auth teapot always304"
    " slow-header never endless endless-feed br-bomb zstd-bomb gzip-cut gzip-lie encoding-unknown length-lie"
    " length-negative chunked-bad huge-headers reset empty http09 redirect-chain/11"
).split()


def test_the_faults_that_lie_beside_the_project_are_withstood() -> None:
    program = shared("faults", "fault_server.py")
    command = [sys.executable, str(program), "--seconds", "60"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            base = process.stdout.readline().split()[0]
            requests = [Request(f"{base}/{path}", key=path) for path in FINE + NOT]
            with Round(requests, Policy(allow_private=True, patience=5)) as round_:
                came = {fetched.request.key: fetched for fetched in round_}
        finally:
            process.kill()
    assert sorted(key for key, fetched in came.items() if not fetched.error) == sorted(FINE)
    assert sorted(key for key, fetched in came.items() if fetched.error) == sorted(NOT)
    assert all(came[key].data for key in FINE)
    assert all(fetched.line == plain.line(fetched.line) for fetched in came.values())
    assert came["moved-permanently"].moved == f"{base}/feed"
