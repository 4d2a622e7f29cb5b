"""Fetching from a real server on this machine, within limits."""

from __future__ import annotations

import asyncio
import gzip
import socket
import sys
import tracemalloc
import zlib
from collections.abc import Sequence
from dataclasses import replace

import brotli
import pytest

from feeds.errors import FeedProblem, FetchError
from feeds.fetching.fetch import Fetched, Fetcher, FetchLimits, Wanted, user_agent
from feeds.fetching.network import Network
from tests.feeds.fakes import HERE, LIMITS, OPEN_HERE, no_proxy
from tests.support.feed_server import FeedServer

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BODY = "<rss>L’été à Port-Aven</rss>" * 50
GUARDED = replace(LIMITS, allow_private_addresses=False)


async def fetch(
    wanted: str | Wanted, limits: FetchLimits = LIMITS, network: Network = HERE
) -> Fetched:
    async with Fetcher(limits, network) as fetcher:
        return await fetcher.fetch(Wanted(wanted) if isinstance(wanted, str) else wanted)


async def problem(url: str, limits: FetchLimits = LIMITS, network: Network = HERE) -> FeedProblem:
    with pytest.raises(FetchError) as caught:
        await fetch(url, limits, network)
    return caught.value.problem


async def test_what_a_server_gives(server: FeedServer) -> None:
    url = server.serves(
        "/flux", BODY, "text/xml", etag='"v1"', last_modified="Mon, 02 Mar 2026 08:00:00 GMT"
    )
    fetched = await fetch(url)
    assert fetched == Fetched(
        url=url,
        body=BODY.encode(),
        content_type="text/xml",
        etag='"v1"',
        last_modified="Mon, 02 Mar 2026 08:00:00 GMT",
        not_modified=False,
    )


async def test_who_asks(server: FeedServer) -> None:
    url = server.serves("/flux", BODY)
    await fetch(url, replace(LIMITS, contact="https://desk.example/\r\nX-Evil: 1\u202e"))
    (request,) = server.requests("/flux")
    agent = request.headers["user-agent"]
    assert agent.startswith("Marbre/")
    assert agent.endswith("(+https://desk.example/X-Evil: 1)")
    assert "x-evil" not in request.headers
    assert "cookie" not in request.headers
    assert user_agent(None).startswith("Marbre/")
    assert "+" not in user_agent(None)


async def test_validators_are_sent_back(server: FeedServer) -> None:
    url = server.serves("/flux", BODY, etag='W/"v1"')
    day = "Mon, 02 Mar 2026 08:00:00 GMT"
    fetched = await fetch(Wanted(url, etag='W/"v1"', last_modified=day))
    assert fetched.not_modified
    assert fetched.body == b""
    assert fetched.etag == 'W/"v1"'
    (request,) = server.requests("/flux")
    assert request.headers["if-none-match"] == 'W/"v1"'
    assert request.headers["if-modified-since"] == day


async def test_not_modified_without_being_asked_is_an_error(server: FeedServer) -> None:
    assert (await problem(server.says_not_modified("/flux"))).code == "http-304"


@pytest.mark.parametrize("etag", ['"' + "x" * 600 + '"', '"\x7f"', '"é"'])
async def test_validators_that_cannot_be_kept_are_dropped(server: FeedServer, etag: str) -> None:
    fetched = await fetch(server.serves("/flux", BODY, etag=etag))
    assert fetched.etag is None


ENCODINGS = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


@pytest.mark.parametrize("encoding", ENCODINGS)
async def test_compressed_bodies(server: FeedServer, encoding: str) -> None:
    packed = ENCODINGS[encoding](BODY.encode())
    fetched = await fetch(server.serves("/flux", packed, encoding=encoding))
    assert fetched.body.decode() == BODY
    (request,) = server.requests("/flux")
    assert encoding in request.headers["accept-encoding"]


@pytest.mark.parametrize("encoding", ["deflate", "br"])
async def test_compression_that_is_none(server: FeedServer, encoding: str) -> None:
    url = server.serves("/flux", b"\xff not compressed \xff" * 9, encoding=encoding)
    assert (await problem(url)).code == "garbled"


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
async def test_a_body_that_is_not_compressed_as_it_says(server: FeedServer, encoding: str) -> None:
    fetched = await fetch(server.serves("/flux", BODY, encoding=encoding))
    assert fetched.body.decode() == BODY


@pytest.mark.parametrize("encoding", ENCODINGS)
async def test_a_packing_that_breaks_off_is_not_taken_for_whole(
    server: FeedServer, encoding: str
) -> None:
    packed = ENCODINGS[encoding](BODY.encode())
    url = server.serves("/flux", packed[: len(packed) * 2 // 3], etag='"1"', encoding=encoding)
    assert (await problem(url)).code == "connection"


async def test_a_packed_file_of_which_nothing_is_said(server: FeedServer) -> None:
    fetched = await fetch(server.serves("/flux.gz", gzip.compress(BODY.encode())))
    assert fetched.body.decode() == BODY


async def test_packings_that_hold_nothing_end_too(server: FeedServer) -> None:
    url = server.serves("/rien", gzip.compress(b"") * 900, encoding="gzip")
    assert (await problem(url, replace(LIMITS, max_bytes=10_000))).code == "too-large"


async def test_policies_of_many_kilobytes_do_no_harm(server: FeedServer) -> None:
    url = server.answers("/flux", 200, {"Content-Security-Policy": "x" * 20_000})
    assert (await fetch(url)).body == b""


async def test_what_is_no_web_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        asking = asyncio.create_task(problem(url))
        connection, _ = await asyncio.to_thread(listening.accept)
        with connection:
            connection.sendall(b"220 mail.example ESMTP\r\n")
            found = await asking
    assert (found.code, found.detail) == ("not-http", "")


async def test_a_connection_that_the_server_has_closed_meanwhile(server: FeedServer) -> None:
    url = server.serves("/flux", BODY)
    hangs_up = server.hangs_up_when_asked_again("/autre", BODY)
    async with Fetcher(LIMITS, HERE) as fetcher:
        for address in (url, hangs_up, hangs_up, hangs_up):
            fetched = await fetcher.fetch(Wanted(address))
            assert fetched.body.decode() == BODY


@pytest.mark.parametrize("encoding", ENCODINGS)
async def test_the_limit_counts_what_is_unpacked(server: FeedServer, encoding: str) -> None:
    packed = ENCODINGS[encoding](b"A" * 3_000_000)
    assert len(packed) < 10_000
    url = server.serves("/bombe", packed, encoding=encoding)
    assert (await problem(url)).code == "too-large"


async def test_a_bomb_is_not_unpacked_into_memory(server: FeedServer) -> None:
    url = server.sends_a_bomb("/bombe", megabytes=300)
    tracemalloc.start()
    try:
        assert (await problem(url)).code == "too-large"
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


async def test_a_body_without_end(server: FeedServer) -> None:
    assert (await problem(server.sends_without_end("/flot"))).code == "too-large"


@pytest.mark.parametrize("kind", ["drips", "silent", "redirects-to-silent"])
async def test_one_limit_for_the_whole_time(server: FeedServer, kind: str) -> None:
    url = server.drips_slowly("/lent") if kind == "drips" else server.never_answers("/lent")
    if kind.startswith("redirects"):
        url = server.redirects_to("/vers", url)
    assert (await problem(url, replace(LIMITS, timeout_seconds=0.5))).code == "timeout"


async def test_redirects_are_followed(server: FeedServer) -> None:
    end = server.serves("/c/flux", BODY)
    server.redirects_to("/b/ici", "../c/flux", 301)
    start = server.redirects_to("/a", server.url("/b/ici"), 308)
    fetched = await fetch(start)
    assert fetched.url == end
    assert fetched.body.decode() == BODY


@pytest.mark.parametrize("loop", ["/a", "/b"])
async def test_redirects_in_circles(server: FeedServer, loop: str) -> None:
    server.redirects_to("/b", "/a")
    url = server.redirects_to("/a", loop)
    assert (await problem(url)).code == "redirect-loop"
    assert server.count() <= 3


async def test_a_server_that_leads_back_whoever_brings_no_cookie(server: FeedServer) -> None:
    url = server.wants_its_cookie("/flux", BODY)
    async with Fetcher(LIMITS, HERE) as fetcher:
        for _ in range(2):
            assert (await fetcher.fetch(Wanted(url))).body.decode() == BODY
    brought = [request.headers.get("cookie") for request in server.requests("/flux")]
    assert brought == [None, "visit=1", None, "visit=1"]


async def test_a_cookie_goes_to_its_server_alone(server: FeedServer) -> None:
    server.serves("/b", BODY)
    there = {"Location": server.url("/b", "other.example"), "Set-Cookie": "visit=1"}
    await fetch(server.answers("/a", 302, there))
    assert "cookie" not in server.requests("/b")[0].headers


async def test_where_a_redirect_leads_in_letters_that_are_no_utf_8(server: FeedServer) -> None:
    server.serves("/actualit%E9s", BODY)
    fetched = await fetch(server.redirects_to("/a", "/actualit\xe9s"))
    assert fetched.body.decode() == BODY


async def test_redirects_on_and_on(server: FeedServer) -> None:
    for number in range(30):
        server.redirects_to(f"/{number}", f"/{number + 1}")
    assert (await problem(server.url("/0"))).code == "redirect-loop"
    assert server.count() < 12


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://gazette.example/", "javascript:x", "http://a:b"]
)
async def test_redirects_elsewhere_than_the_web(server: FeedServer, target: str) -> None:
    assert (await problem(server.redirects_to("/a", target))).code == "bad-address"


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "flux", "", "http://[::1", "http://a b.example:x/"]
)
async def test_addresses_elsewhere_than_the_web(url: str) -> None:
    assert (await problem(url)).code == "bad-address"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::ffff:127.0.0.1]", "gazette.example", "localhost"]
)
async def test_private_addresses_are_refused(server: FeedServer, host: str) -> None:
    server.serves("/flux", BODY)
    found = await problem(server.url("/flux", host), GUARDED)
    assert found.code == "private-address"
    assert server.count() == 0


async def test_ways_of_writing_an_address_do_not_help(server: FeedServer) -> None:
    server.serves("/flux", BODY)
    for host in ("2130706433", "127.1", "0x7f.0.0.1", "0177.0.0.1"):
        found = await problem(server.url("/flux", host), GUARDED)
        assert found.code in {"private-address", "bad-address", "dns"}
    assert server.count() == 0


async def test_private_addresses_where_the_feed_may(server: FeedServer) -> None:
    url = server.serves("/flux", BODY)
    fetched = await fetch(Wanted(url, allow_private=True), GUARDED)
    assert fetched.body.decode() == BODY


async def test_what_one_feed_may_another_may_not(server: FeedServer) -> None:
    url = server.serves("/flux", BODY).replace("127.0.0.1", "gazette.example")
    async with Fetcher(GUARDED, HERE) as fetcher:
        await fetcher.fetch(Wanted(url, allow_private=True))
        with pytest.raises(FetchError):
            await fetcher.fetch(Wanted(url))


@pytest.mark.parametrize("target", ["http://127.0.0.2:{}/", "http://169.254.169.254/latest"])
async def test_redirects_to_private_addresses(server: FeedServer, target: str) -> None:
    url = server.redirects_to("/a", target.format(server.port))
    found = await problem(url, GUARDED, OPEN_HERE)
    assert found.code == "private-address"
    assert server.count() == 1


async def test_redirects_to_names_of_private_addresses(server: FeedServer) -> None:
    addresses = {"gazette.example": "127.0.0.1", "interne.example": "10.1.2.3"}
    network = replace(OPEN_HERE, look_up=lambda host: [addresses[host]])
    server.redirects_to("/a", "http://interne.example/")
    found = await problem(server.url("/a", "gazette.example"), GUARDED, network)
    assert (found.code, found.detail) == ("private-address", "interne.example")


async def test_the_address_that_was_judged_is_the_one_that_is_asked(server: FeedServer) -> None:
    server.serves("/flux", BODY)
    answers = iter([["10.1.2.3", "127.0.0.1"], ["10.1.2.3"]])
    network = replace(OPEN_HERE, look_up=lambda _host: next(answers))
    url = server.url("/flux", "a.example")
    async with Fetcher(GUARDED, network) as fetcher:
        assert (await fetcher.fetch(Wanted(url))).body.decode() == BODY
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(Wanted(server.url("/flux", "rebound.example")))
    assert caught.value.problem.code == "private-address"
    assert server.count() == 1


@pytest.mark.parametrize("status", [204, 400, 401, 403, 404, 410, 429, 500, 503])
async def test_other_answers(server: FeedServer, status: int) -> None:
    assert (await problem(server.answers("/a", status))).code == f"http-{status}"


async def test_a_redirect_to_nowhere(server: FeedServer) -> None:
    assert (await problem(server.answers("/a", 302))).code == "http-302"


async def test_an_answer_that_breaks_off(server: FeedServer) -> None:
    assert (await problem(server.breaks_off("/a"))).code == "connection"


async def test_a_server_that_is_not_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        assert (await problem(url)).code == "refused"


async def test_a_name_that_is_not_known() -> None:
    def nobody(host: str) -> Sequence[str]:
        raise OSError(host)

    network = Network(look_up=nobody, proxy_for=no_proxy)
    assert (await problem("http://gazette.example/", network=network)).code == "dns"


async def test_a_server_without_tls(server: FeedServer) -> None:
    found = await problem(f"https://127.0.0.1:{server.port}/")
    assert found.code == "tls"
    assert not {"[", "]", "(", ":"} & set(found.detail), "where OpenSSL says so is of no use"


async def test_a_proxy_is_asked_for_the_whole_address(server: FeedServer) -> None:
    server.serves("http://gazette.example/flux", BODY)
    network = replace(HERE, proxy_for=lambda _scheme, _host: server.url(""))
    fetched = await fetch("http://gazette.example/flux", GUARDED, network)
    assert fetched.body.decode() == BODY
    assert server.requests()[0].path == "http://gazette.example/flux"


@pytest.mark.parametrize("proxy", ["socks5://anne:secret@127.0.0.1:9", "http://anne:s@[", "x"])
async def test_a_proxy_that_cannot_be_one_is_named(proxy: str) -> None:
    network = replace(HERE, proxy_for=lambda _scheme, _host: proxy)
    found = await problem("http://gazette.example/flux", GUARDED, network)
    assert found.code == "proxy"
    assert "secret" not in found.detail


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_a_proxy_that_is_not_there(scheme: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        proxy = f"127.0.0.1:{taken.getsockname()[1]}"
        network = replace(HERE, proxy_for=lambda _scheme, _host: f"http://anne:se@cret@{proxy}")
        found = await problem(f"{scheme}://gazette.example/flux", GUARDED, network)
    assert (found.code, found.detail) == ("proxy", proxy)


async def test_a_proxy_that_refuses_to_lead_on(server: FeedServer) -> None:
    network = replace(HERE, proxy_for=lambda _scheme, _host: server.url(""))
    found = await problem("https://gazette.example/flux", GUARDED, network)
    assert (found.code, found.detail) == (
        "proxy",
        f"127.0.0.1:{server.port}: 501 Unsupported method ('CONNECT')",
    )


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "routeur.local", "2130706433", "0x7f.1"]
)
async def test_a_proxy_is_not_asked_for_private_hosts(server: FeedServer, host: str) -> None:
    network = replace(HERE, proxy_for=lambda _scheme, _host: server.url(""))
    assert (await problem(f"http://{host}/", GUARDED, network)).code == "private-address"
    assert server.count() == 0


async def test_details_are_fit_to_be_shown(server: FeedServer) -> None:
    found = await problem(server.redirects_to("/a", "ftp://x/\x1b[31m" + "a" * 5000))
    assert found.code == "bad-address"
    assert found.detail.isprintable()
    assert len(found.detail) <= 200


async def ask_all(
    urls: Sequence[str], limits: FetchLimits, server: FeedServer, expected: int
) -> None:
    async with Fetcher(limits, HERE) as fetcher:

        async def ask(url: str) -> None:
            async with fetcher.place(url) as place:
                await fetcher.fetch(Wanted(url), place)

        tasks = [asyncio.create_task(ask(url)) for url in urls]
        await asyncio.to_thread(server.wait_until_busy, expected)
        server.releases()
        await asyncio.gather(*tasks)


async def test_so_many_at_once(server: FeedServer) -> None:
    server.holds("/flux", BODY)
    urls = [server.url("/flux", f"journal{number}.example") for number in range(9)]
    await ask_all(urls, replace(LIMITS, at_once=4), server, 4)
    assert server.most_at_once == 4
    assert server.count("/flux") == 9


@pytest.mark.parametrize(
    "names",
    [("a.example", "A.Example", "a.example."), ("é.example", "É.example", "xn--9ca.example")],
)
async def test_a_host_is_one_however_it_is_written(
    server: FeedServer, names: Sequence[str]
) -> None:
    server.holds("/flux", BODY)
    urls = [server.url(f"/flux?{n}", name) for n in range(2) for name in [*names, "b.example"]]
    for url in urls:
        server.holds("/" + url.rpartition("/")[2], BODY)
    await ask_all(urls, replace(LIMITS, at_once=20, per_host=2), server, 4)
    assert server.most_at_once == 4


async def test_so_many_per_host(server: FeedServer) -> None:
    server.holds("/flux", BODY)
    urls = [server.url("/flux", host) for host in ["a.example"] * 5 + ["b.example"] * 5]
    await ask_all(urls, replace(LIMITS, at_once=20, per_host=2), server, 4)
    assert server.most_at_once == 4
    hosts = [request.headers["host"] for request in server.requests()][:4]
    assert sorted(host.split(":")[0] for host in hosts) == ["a.example"] * 2 + ["b.example"] * 2


async def ask_at_once(urls: Sequence[str]) -> None:
    async with Fetcher(LIMITS, HERE) as fetcher:

        async def ask(url: str) -> None:
            async with fetcher.place(url) as place:
                await fetcher.fetch(Wanted(url), place)

        await asyncio.gather(*map(ask, urls))


@pytest.mark.parametrize(("hosts", "expected"), [(20, set()), (160, {"close"})])
async def test_connections_to_many_hosts_are_not_left_open(
    server: FeedServer, hosts: int, expected: set[str]
) -> None:
    server.serves("/flux", BODY)
    await ask_at_once([server.url("/flux", f"journal{number}.example") for number in range(hosts)])
    said = [request.headers.get("connection") for request in server.requests()]
    assert len(said) == hosts
    assert {each for each in said if each} == expected


async def test_of_many_hosts_those_with_several_feeds_keep_theirs(server: FeedServer) -> None:
    server.serves("/flux", BODY)
    names = [*(f"journal{number}.example" for number in range(160)), *["a.example"] * 6]
    await ask_at_once([server.url("/flux", name) for name in names])
    said = [
        request.headers.get("connection")
        for request in server.requests()
        if request.headers["host"].startswith("a.example")
    ]
    assert said.count(None) >= 3
    assert "close" in said


async def test_where_many_hosts_have_several_feeds_nothing_is_left_open(server: FeedServer) -> None:
    server.serves("/flux", BODY)
    names = [f"journal{number}.example" for number in range(160)] * 3
    await ask_at_once([server.url("/flux", name) for name in names])
    said = [request.headers.get("connection") for request in server.requests()]
    assert said.count("close") > 160
